import { z } from 'zod';
import {
  appleCountsSchema,
  appleDetailSchema,
  assignmentSchema,
  libraryProfileSchema,
  PROFILE_LIMITS,
  pickedCertificateSchema,
  pickedProfileSchema,
  profileFormSchema,
  profilePlaceSchema,
  profileScopeSchema,
  pushOverviewSchema,
  queuedOrderSchema,
} from '../domain.ts';
import { exportResultSchema } from '../shapes.ts';
import { method, nothing } from './method.ts';

const id = z.object({ id: z.string() });
const name = z.string().trim().min(1).max(PROFILE_LIMITS.name);
const description = z.string().max(PROFILE_LIMITS.description);
const password = z.string().max(1000).nullable();

/** Devices managed here, their push certificate, and the library of profiles. */
export const APPLE_METHODS = {
  'apple.overview': method(
    nothing,
    z.object({
      counts: appleCountsSchema,
      push: pushOverviewSchema,
      /** Devices can register: the listener is on under a name they can reach. */
      listening: z.boolean(),
      /** Where devices check in, as it stands in their profiles. */
      serverUrl: z.string(),
    }),
  ),
  'apple.detail': method(id, appleDetailSchema.nullable()),
  'apple.orders': method(
    z.object({
      deviceId: z.string().nullable(),
      open: z.boolean(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({ rows: z.array(queuedOrderSchema), total: z.int() }),
  ),
  'apple.cancelOrders': method(z.object({ uuids: z.array(z.string()).min(1).max(10_000) }), z.int()),
  'apple.revealPin': method(z.object({ uuid: z.string() }), z.object({ pin: z.string() })),
  'apple.push': method(z.object({ ids: z.array(z.string()).min(1).max(10_000) }), nothing),
  /** Asks where to save an enrollment profile for a user; null when the admin chose no file. */
  'apple.saveProfile': method(
    z.object({ userId: z.string() }),
    z.object({ path: z.string(), until: z.number() }).nullable(),
  ),

  'push.overview': method(nothing, pushOverviewSchema),
  /** Asks where to save the signing request (PEM). */
  'push.saveRequest': method(nothing, exportResultSchema.nullable()),
  'push.discardRequest': method(nothing, pushOverviewSchema),
  'push.pick': method(nothing, pickedCertificateSchema.nullable()),
  /** Signs the request with a vendor’s certificate, and asks where to save the file for identity.apple.com. */
  'push.vendorSign': method(z.object({ handle: z.string(), password }), exportResultSchema.nullable()),
  'push.bring': method(
    z.object({
      handle: z.string(),
      password,
      appleId: z.string().max(254).nullable(),
      replaceTopic: z.boolean(),
    }),
    pushOverviewSchema,
  ),
  'push.remove': method(nothing, pushOverviewSchema),
  'push.test': method(nothing, nothing),

  'profiles.list': method(nothing, z.array(libraryProfileSchema)),
  /** Asks for a .mobileconfig with the system’s dialog. */
  'profiles.pick': method(nothing, pickedProfileSchema.nullable()),
  'profiles.add': method(
    z.object({ handle: z.string(), name, description, replace: z.boolean() }),
    libraryProfileSchema,
  ),
  'profiles.build': method(
    z.object({
      id: z.string().nullable(),
      name,
      description,
      scope: profileScopeSchema,
      form: profileFormSchema,
    }),
    libraryProfileSchema,
  ),
  'profiles.remove': method(id, nothing),
  'profiles.assign': method(
    z.object({ id: z.string(), assignments: z.array(assignmentSchema).max(10_000) }),
    libraryProfileSchema,
  ),
  'profiles.places': method(id, z.array(profilePlaceSchema)),
  'profiles.retry': method(id, z.int()),
  /** Asks where to save the signed profile. */
  'profiles.save': method(id, exportResultSchema.nullable()),
} as const;
