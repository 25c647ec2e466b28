/** The part of the model that crosses the bridge: the renderer imports it from here. */
export * from '../model/action.ts';
export * from '../model/action-review.ts';
export * from '../model/audit.ts';
export * from '../model/command.ts';
export * from '../model/connection.ts';
export * from '../model/connection-setup.ts';
export * from '../model/device.ts';
export * from '../model/device-overview.ts';
export * from '../model/device-query.ts';
export * from '../model/error-codes.ts';
export * from '../model/errors.ts';
export * from '../model/history.ts';
export * from '../model/org-unit.ts';
export * from '../model/preferences.ts';
export * from '../model/saved-view.ts';
export * from '../model/sync-run.ts';
export * from '../model/workspace.ts';
