export { anyDisturbedDelivery } from './bus-double.js';
export { eventBusContract } from './event-bus.contract.js';
