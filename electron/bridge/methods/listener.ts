import { z } from 'zod';
import {
  accessEntrySchema,
  certificateInfoSchema,
  listenerOverviewSchema,
  listenerSettingsSchema,
  pickedCertificateSchema,
  pkiOverviewSchema,
  preflightReportSchema,
} from '../domain.ts';
import { exportResultSchema } from '../shapes.ts';
import { method, nothing } from './method.ts';

/** The listener, its certificates, and the preflight. */
export const LISTENER_METHODS = {
  'listener.overview': method(nothing, listenerOverviewSchema),
  'listener.save': method(listenerSettingsSchema, listenerOverviewSchema),
  'listener.switch': method(z.object({ on: z.boolean() }), listenerOverviewSchema),
  'listener.log': method(z.object({ limit: z.int().min(1).max(1000) }), z.array(accessEntrySchema)),
  /** Opens the registration page in the system browser. */
  'listener.openPage': method(nothing, nothing),

  'pki.overview': method(nothing, pkiOverviewSchema),
  /** Asks for a PFX or PEM files with the system's dialog; their content stays in the main process. */
  'pki.pick': method(nothing, pickedCertificateSchema.nullable()),
  /** Takes them in and serves with them. */
  'pki.bring': method(
    z.object({ handle: z.string(), password: z.string().max(1000).nullable() }),
    certificateInfoSchema,
  ),
  /** Makes a new own certificate and serves with it. */
  'pki.renew': method(nothing, certificateInfoSchema),
  /** Asks where to save the root's certificate; null when the admin chose no file. */
  'pki.saveRoot': method(nothing, exportResultSchema.nullable()),

  /** Each check is told by `preflight.result` as it ends. */
  'preflight.run': method(nothing, preflightReportSchema),
  'preflight.last': method(nothing, preflightReportSchema.nullable()),
} as const;
