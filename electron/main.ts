import { startApp } from './app/start.ts';

startApp(import.meta.dirname);
