const CELLS = 10;
const ROUNDS = 4;

/** The point of a MultiPolygon that lies farthest from its border, as `[x, y, distance]`, found by ever finer grids. */
export function innermostPoint({ coordinates }) {
  const rings = coordinates.flat();
  let [left, top, right, bottom] = boundsOf(rings.flat());
  let best = [(left + right) / 2, (top + bottom) / 2, -Infinity];
  for (let round = 0; round < ROUNDS; round += 1) {
    const [wide, high] = [(right - left) / CELLS, (bottom - top) / CELLS];
    for (let column = 0; column <= CELLS; column += 1)
      for (let row = 0; row <= CELLS; row += 1) {
        const point = [left + column * wide, top + row * high];
        const distance = depthOf(point, rings);
        if (distance > best[2]) best = [...point, distance];
      }
    [left, right] = [best[0] - wide, best[0] + wide];
    [top, bottom] = [best[1] - high, best[1] + high];
  }
  return best.map((n) => Math.round(n * 10) / 10);
}

function boundsOf(points) {
  const bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}

/** The distance to the nearest border, negative outside. */
function depthOf([x, y], rings) {
  let inside = false;
  let nearest = Infinity;
  for (const ring of rings)
    for (let index = 1; index < ring.length; index += 1) {
      const [[ax, ay], [bx, by]] = [ring[index - 1], ring[index]];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      const distance = squaredDistance(x, y, ax, ay, bx, by);
      if (distance < nearest) nearest = distance;
    }
  return (inside ? 1 : -1) * Math.sqrt(nearest);
}

function squaredDistance(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = dx === 0 && dy === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const t = along < 0 ? 0 : along > 1 ? 1 : along;
  const [toX, toY] = [x - ax - t * dx, y - ay - t * dy];
  return toX * toX + toY * toY;
}
