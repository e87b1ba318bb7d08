import { eventBusContract } from '../testing/index.js';
import { brokers, openPlace } from './testing/kafka-place.js';

if (brokers)
  eventBusContract('Kafka', async () => {
    const place = await openPlace();
    return {
      publish: (context, count) => place.publish(context, count),
      open: (subscriptions) => place.bus({ subscriptions }),
      drop: () => place.drop(),
    };
  });
