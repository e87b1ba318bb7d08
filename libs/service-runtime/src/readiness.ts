/** Whether requests should come here; a load balancer asks (X8). */
export type Phase = 'catching-up' | 'ready' | 'stopping';

export class Readiness {
  phase: Phase = 'catching-up';
}
