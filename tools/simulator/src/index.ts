export { householdLife, type SimulatedCommand, type SimulatedVillage, type Span } from './household-life.js';
export { Chance } from './random.js';
export { requestOf, simulate, type Simulation, type SimulationProgress } from './simulate.js';
export { type SimulatedCommune, simulatedTerritory, spread } from './territory.js';
