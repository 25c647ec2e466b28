import { z } from 'zod';

/** Where a running demo organisation is, and who it is: plain values that can cross a process boundary. */
export const demoAddressesSchema = z.object({
  /** `http://127.0.0.1:PORT/`, in place of `https://admin.googleapis.com/`. */
  apiRoot: z.string(),
  /** `http://127.0.0.1:PORT`, in place of Google's OAuth hosts. */
  authRoot: z.string(),
  port: z.number(),
  clientId: z.string(),
  clientSecret: z.string(),
  name: z.string(),
  domain: z.string(),
  customerId: z.string(),
  /** A super administrator. */
  adminEmail: z.string(),
  /** An administrator of one school only. */
  delegatedEmail: z.string(),
  /** Someone without administrator rights. */
  personEmail: z.string(),
  /** Where its mail server listens, on 127.0.0.1. */
  smtpPort: z.number(),
  /** The page with the mails that arrived. */
  mailbox: z.string(),
});

export type DemoAddresses = z.infer<typeof demoAddressesSchema>;
