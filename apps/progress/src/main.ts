import 'reflect-metadata';
import { runService } from '@tung-nha/presets/distributed';
import { progressService } from './service.js';

await runService(progressService, process.env);
