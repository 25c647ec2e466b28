import { z } from 'zod';
import {
  actionLimitsSchema,
  actionSpecSchema,
  auditFilterSchema,
  auditInputSchema,
  auditPageSchema,
  auditVerdictSchema,
  commandSchema,
  deletionPreviewSchema,
  deviceColumnSchema,
  deviceDetailSchema,
  deviceFilterSchema,
  deviceOverviewSchema,
  deviceQuerySchema,
  devicesViewSchema,
  deviceWindowInputSchema,
  deviceWindowSchema,
  diffInputSchema,
  diffSchema,
  facetColumnSchema,
  facetSchema,
  fleetAtInputSchema,
  fleetAtSchema,
  googleOverviewSchema,
  historyFilterSchema,
  historyInputSchema,
  historyPageSchema,
  importResultSchema,
  importStandingSchema,
  keyFileSchema,
  ldapConnectionSchema,
  ldapOverviewSchema,
  ldapTestSchema,
  newViewSchema,
  orgUnitSchema,
  preferencesChangeSchema,
  preferencesSchema,
  pushOverviewSchema,
  reviewRowSchema,
  reviewRowsInputSchema,
  reviewSchema,
  savedViewSchema,
  selectionSchema,
  signInInputSchema,
  storeConditionSchema,
  syncRunSchema,
  targetSchema,
  targetStateSchema,
  userDraftSchema,
  userListPreviewSchema,
  userListRowSchema,
  userQuerySchema,
  userSchema,
  viewChangeSchema,
  workspaceSchema,
} from './domain.ts';
import { APPLE_METHODS } from './methods/apple.ts';
import { INVITATION_METHODS } from './methods/invitations.ts';
import { LISTENER_METHODS } from './methods/listener.ts';
import { MAIL_METHODS } from './methods/mail.ts';
import { method, nothing } from './methods/method.ts';
import { demoControlsSchema, exportResultSchema, vaultStateSchema, workspaceStateSchema } from './shapes.ts';

const yes = z.boolean();

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
    z.object({
      link: z.enum(['google-admin', 'google-delegation', 'google-clients', 'google-api', 'apple-push']),
    }),
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

  'actions.limits': method(nothing, actionLimitsSchema),
  'actions.setLimits': method(actionLimitsSchema, actionLimitsSchema),
  /** Asks for a text file (serials or a CSV) and reads it; null when the admin chose none. */
  'actions.pickList': method(nothing, z.object({ name: z.string(), text: z.string() }).nullable()),
  /** Freezes the targets and judges them; nothing is decided by it. */
  'actions.review': method(z.object({ spec: actionSpecSchema, selection: selectionSchema }), reviewSchema),
  'actions.reviewRows': method(
    reviewRowsInputSchema,
    z.object({ rows: z.array(reviewRowSchema), total: z.int() }),
  ),
  'actions.discard': method(z.object({ reviewId: z.string() }), nothing),
  /** Makes a command of a review's frozen targets, held. `typed` is the number the admin typed. */
  'actions.confirm': method(z.object({ reviewId: z.string(), typed: z.int().nullable() }), commandSchema),

  'commands.list': method(
    z.object({
      limit: z.int().min(1).max(200),
      before: z.number().optional(),
      which: z.enum(['all', 'open', 'attention']).default('all'),
    }),
    z.array(commandSchema),
  ),
  'commands.get': method(z.object({ id: z.string() }), commandSchema.nullable()),
  'commands.attention': method(nothing, z.object({ commands: z.int(), unknown: z.int(), failed: z.int() })),
  'commands.targets': method(
    z.object({
      commandId: z.string(),
      states: z.array(targetStateSchema).optional(),
      text: z.string().max(200).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ rows: z.array(targetSchema), total: z.int() }),
  ),
  /** How long what is queued takes at the pace set, and whether this program sends it. */
  'commands.pace': method(
    nothing,
    z.object({ queued: z.int(), leftMs: z.number().nullable(), waitingUntil: z.number().nullable() }),
  ),
  'commands.undo': method(z.object({ id: z.string() }), commandSchema),
  'commands.cancel': method(
    z.object({ id: z.string(), targets: z.array(z.int()).max(100_000).optional() }),
    commandSchema,
  ),
  'commands.pause': method(z.object({ id: z.string() }), commandSchema),
  'commands.resume': method(z.object({ id: z.string() }), commandSchema),
  'commands.dismiss': method(z.object({ id: z.string() }), commandSchema),
  /** Reads the device's state to find out what became of an unknown outcome. Sends nothing. */
  'commands.reconcile': method(z.object({ targetId: z.int() }), targetSchema),
  /** The admin's own word on an unknown outcome. */
  'commands.settle': method(z.object({ targetId: z.int(), happened: yes }), targetSchema),
  'commands.export': method(
    z.object({ commandId: z.string(), format: z.enum(['csv', 'json']) }),
    exportResultSchema.nullable(),
  ),

  'history.page': method(historyInputSchema, historyPageSchema),
  'history.export': method(
    z.object({ filter: historyFilterSchema, format: z.enum(['csv', 'json']) }),
    exportResultSchema.nullable(),
  ),
  'history.diff': method(diffInputSchema, diffSchema),
  'history.exportDiff': method(
    diffInputSchema.omit({ offset: true, limit: true }).extend({ format: z.enum(['csv', 'json']) }),
    exportResultSchema.nullable(),
  ),
  'history.fleetAt': method(fleetAtInputSchema, fleetAtSchema),
  'history.exportFleetAt': method(
    fleetAtInputSchema
      .omit({ offset: true, limit: true })
      .extend({ format: z.enum(['csv', 'json']), columns: z.array(deviceColumnSchema).min(1) }),
    exportResultSchema.nullable(),
  ),

  'audit.list': method(auditInputSchema, auditPageSchema),
  'audit.verify': method(nothing, auditVerdictSchema),
  'audit.export': method(
    z.object({ filter: auditFilterSchema, format: z.enum(['csv', 'json']) }),
    exportResultSchema.nullable(),
  ),

  'users.window': method(userQuerySchema, z.object({ rows: z.array(userSchema), total: z.int() })),
  'users.get': method(z.object({ id: z.string() }), userSchema.nullable()),
  'users.add': method(userDraftSchema, userSchema),
  'users.change': method(z.object({ id: z.string(), draft: userDraftSchema }), userSchema),
  'users.remove': method(z.object({ ids: z.array(z.string()).min(1).max(10_000) }), z.array(userSchema)),
  'users.restore': method(z.object({ users: z.array(userSchema).max(10_000) }), nothing),
  'users.preview': method(z.object({ text: z.string().max(20_000_000) }), userListPreviewSchema),
  'users.previewRows': method(
    z.object({
      previewId: z.string(),
      kinds: z.array(userListRowSchema.shape.kind),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ rows: z.array(userListRowSchema), total: z.int() }),
  ),
  'users.importList': method(z.object({ previewId: z.string(), leaveOutFaulty: yes }), importResultSchema),
  /**
   * Reads a directory; cancelling it changes nothing. A result with `held` asks whether so many may go: asking again
   * with `acceptShrink` lets them.
   */
  'users.importFrom': method(
    z.object({ source: z.enum(['google', 'ldap']), acceptShrink: yes.default(false) }),
    importResultSchema,
  ),
  'users.imports': method(nothing, z.array(importStandingSchema)),
  'users.export': method(
    z.object({
      query: userQuerySchema.omit({ offset: true, limit: true }),
      format: z.enum(['csv', 'json']),
    }),
    exportResultSchema.nullable(),
  ),

  'ldap.overview': method(nothing, ldapOverviewSchema.nullable()),
  /** Binds and reads without keeping anything. An absent password is the one kept already. */
  'ldap.test': method(
    z.object({ connection: ldapConnectionSchema, password: z.string().max(1000).optional() }),
    ldapTestSchema,
  ),
  'ldap.save': method(
    z.object({ connection: ldapConnectionSchema, password: z.string().max(1000).optional() }),
    ldapOverviewSchema,
  ),
  'ldap.remove': method(nothing, nothing),

  ...APPLE_METHODS,
  ...INVITATION_METHODS,
  ...LISTENER_METHODS,
  ...MAIL_METHODS,

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
  /** Opens the page with the mails that arrived at the demo organisation. */
  'demo.openMailbox': method(nothing, nothing),
  /** Lets the demo organisation’s stand-in for Apple issue the push certificate. */
  'demo.issuePush': method(nothing, pushOverviewSchema),
  /** People of the demo organisation register devices of theirs; cancelled, those registered stay. */
  'demo.registerApple': method(
    z.object({ count: z.int().min(1).max(20) }),
    z.object({ registered: z.int() }),
  ),
  /** Asks for an enrollment profile that was downloaded, which a made-up iPhone installs; null when the admin chose no file. */
  'demo.installProfile': method(nothing, z.object({ serial: z.string() }).nullable()),
  'demo.setFault': method(z.object({ fault: z.string(), on: yes }), demoControlsSchema),
} as const;

export type MethodName = keyof typeof METHODS;
export type MethodInput<M extends MethodName> = z.input<(typeof METHODS)[M]['input']>;
export type MethodParsedInput<M extends MethodName> = z.output<(typeof METHODS)[M]['input']>;
export type MethodOutput<M extends MethodName> = z.output<(typeof METHODS)[M]['output']>;
