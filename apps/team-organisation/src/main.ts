import 'reflect-metadata';
import { runService } from '@tung-nha/presets/distributed';
import { teamOrganisationService } from './service.js';

await runService(teamOrganisationService, process.env);
