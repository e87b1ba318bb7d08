import { Clients } from '../clients.js';
import { BEGUN, type Load } from '../load.js';

// First what to do, then perhaps when to stop; the parent hears the figures.
process.once('message', (load) => {
  const clients = new Clients(load as Load, () => process.send!(BEGUN));
  process.once('message', () => clients.stop());
  void clients.run().then((measured) => process.send!(measured, undefined, {}, () => process.exit(0)));
});
