export type { Span } from './calendar.js';
export type { SimulatedVillage, Surroundings } from './home.js';
export { householdLife } from './household-life.js';
export { Province } from './province.js';
export { Chance } from './random.js';
export { requestOf, simulate, type Simulation, type SimulationProgress } from './simulate.js';
export { isInForce, type SimulatedMember, type SimulatedTeam } from './team-life.js';
export { type SimulatedCommune, simulatedSites, simulatedTerritory, spread } from './territory.js';
export type { SimulatedCommand } from './told.js';
