export { catalogue, type Figure, figureFedBy, type FigureId, type FigureKind, figureOf, figures } from './catalogue.js';
