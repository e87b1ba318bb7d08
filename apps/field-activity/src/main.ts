import 'reflect-metadata';
import { runService } from '@tung-nha/presets/distributed';
import { fieldActivityService } from './service.js';

await runService(fieldActivityService, process.env);
