import { z } from 'zod';
import {
  deletionPreviewSchema,
  deviceColumnSchema,
  deviceDetailSchema,
  deviceFilterSchema,
  deviceOverviewSchema,
  deviceQuerySchema,
  devicesViewSchema,
  deviceWindowInputSchema,
  deviceWindowSchema,
  facetColumnSchema,
  facetSchema,
  googleOverviewSchema,
  keyFileSchema,
  newViewSchema,
  orgUnitSchema,
  preferencesChangeSchema,
  preferencesSchema,
  savedViewSchema,
  signInInputSchema,
  storeConditionSchema,
  syncRunSchema,
  viewChangeSchema,
  workspaceSchema,
} from './domain.ts';
import { demoControlsSchema, exportResultSchema, vaultStateSchema, workspaceStateSchema } from './shapes.ts';

const nothing = z.void();
const yes = z.boolean();

function method<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): { input: I; output: O } {
  return { input, output };
}

/** Every call the renderer can make. Both sides parse: the server the input, the client the output. */
export const METHODS = {
  'app.info': method(
    nothing,
    z.object({
      version: z.string(),
      platform: z.string(),
      systemLanguage: z.string(),
      dataDir: z.string(),
      online: z.boolean(),
      developmentRuntime: z.boolean(),
    }),
  ),
  'app.openLink': method(
    z.object({ link: z.enum(['google-admin', 'google-delegation', 'google-clients', 'google-api']) }),
    nothing,
  ),
  'app.copy': method(z.object({ text: z.string().max(1_000_000) }), nothing),
  'app.showFile': method(z.object({ path: z.string() }), nothing),
  'preferences.get': method(nothing, preferencesSchema),
  'preferences.set': method(preferencesChangeSchema, preferencesSchema),

  'workspaces.state': method(nothing, workspaceStateSchema),
  'workspaces.create': method(z.object({ name: workspaceSchema.shape.name }), workspaceSchema),
  'workspaces.switch': method(z.object({ id: z.string() }), workspaceStateSchema),
  'workspaces.rename': method(
    z.object({ id: z.string(), name: workspaceSchema.shape.name }),
    workspaceSchema,
  ),
  'workspaces.delete': method(z.object({ id: z.string() }), workspaceStateSchema),
  'workspaces.exploreDemo': method(nothing, workspaceStateSchema),
  'workspaces.condition': method(nothing, storeConditionSchema.nullable()),
  'workspaces.checkIntegrity': method(nothing, z.array(z.string())),

  'vault.state': method(nothing, vaultStateSchema.nullable()),
  'vault.unlock': method(z.object({ passphrase: z.string().max(1000) }), vaultStateSchema),
  'vault.setPassphrase': method(z.object({ passphrase: z.string().max(1000) }), vaultStateSchema),
  /** After a lost key: forgets the unreadable secrets so that the connection can be authorised again. */
  'vault.reset': method(nothing, vaultStateSchema),

  'google.overview': method(nothing, googleOverviewSchema.nullable()),
  /** Runs the sign-in in the system browser to its end; cancelling closes its listener. */
  'google.signIn': method(signInInputSchema, googleOverviewSchema),
  /** Asks for a key file with the system's dialog; its content stays in the main process. */
  'google.pickKeyFile': method(nothing, keyFileSchema.nullable()),
  'google.connectServiceAccount': method(
    z.object({
      keyHandle: z.string(),
      subject: z.string().max(320),
      endpoints: signInInputSchema.shape.endpoints,
    }),
    googleOverviewSchema,
  ),
  'google.delegationGuide': method(
    z.object({ keyHandle: z.string().nullable() }),
    z.object({ clientId: z.string().nullable(), scopes: z.string() }),
  ),
  'google.deletionPreview': method(nothing, deletionPreviewSchema),
  'google.delete': method(z.object({ revoke: yes }), z.object({ revoked: z.boolean().nullable() })),

  'sync.start': method(nothing, syncRunSchema),
  'sync.cancel': method(nothing, nothing),
  'sync.runs': method(
    z.object({ limit: z.int().min(1).max(200), before: z.number().optional() }),
    z.array(syncRunSchema),
  ),
  /** The admin's word on a run held because the fleet shrank: accept lets the missing devices go. */
  'sync.answer': method(z.object({ runId: z.string(), accept: yes }), syncRunSchema),

  'devices.window': method(deviceWindowInputSchema, deviceWindowSchema),
  'devices.count': method(z.object({ filter: deviceFilterSchema }), z.int()),
  'devices.facets': method(
    z.object({ filter: deviceFilterSchema, column: facetColumnSchema, limit: z.int().min(1).max(1000) }),
    z.array(facetSchema),
  ),
  'devices.overview': method(nothing, deviceOverviewSchema),
  'devices.detail': method(z.object({ id: z.string() }), deviceDetailSchema.nullable()),
  'devices.ids': method(
    z.object({ query: deviceQuerySchema, offset: z.int().min(0), limit: z.int().min(1).max(100_000) }),
    z.array(z.string()),
  ),
  'devices.orgUnits': method(nothing, z.array(orgUnitSchema)),
  'devices.view': method(nothing, devicesViewSchema),
  'devices.setView': method(devicesViewSchema, nothing),
  /** Asks where to save, then writes what the query shows; null when the admin chose no file. */
  'devices.export': method(
    z.object({
      query: deviceQuerySchema,
      columns: z.array(deviceColumnSchema).min(1),
      format: z.enum(['csv', 'json']),
      /** JSON only: with the provider's whole document. */
      withDocument: yes.default(false),
    }),
    exportResultSchema.nullable(),
  ),

  'views.list': method(nothing, z.array(savedViewSchema)),
  /** Saves what the Devices page shows under a name. */
  'views.save': method(newViewSchema, savedViewSchema),
  'views.change': method(z.object({ id: z.string(), change: viewChangeSchema }), savedViewSchema),
  'views.remove': method(z.object({ id: z.string() }), nothing),
  /** Puts a removed view back as it was, in its place. */
  'views.restore': method(savedViewSchema, savedViewSchema),
  /** All ids in their new order. */
  'views.reorder': method(z.object({ ids: z.array(z.string()).max(1000) }), nothing),

  'demo.controls': method(nothing, demoControlsSchema.nullable()),
  'demo.setFault': method(z.object({ fault: z.string(), on: yes }), demoControlsSchema),
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodInput<M extends MethodName> = z.input<(typeof METHODS)[M]['input']>;
export type MethodParsedInput<M extends MethodName> = z.output<(typeof METHODS)[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<(typeof METHODS)[M]['output']>;
