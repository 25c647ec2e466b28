import type { AuditVerdict } from '../../model/audit.ts';
import { MusterError } from '../../model/errors.ts';
import type { AuditRepository, DeviceReads, UserRepository } from '../contract.ts';
import type { ReadCalls } from '../rpc.ts';
import { readStream } from './stream.ts';
import type { ThreadClient } from './thread.ts';

type LongReader = () => Promise<ThreadClient<ReadCalls>>;

/** The whole of a list of devices; see DeviceReads.stream. */
export function streamDevices(
  thread: LongReader,
  { signal, ...input }: Parameters<DeviceReads['stream']>[0],
): ReturnType<DeviceReads['stream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('stream.open', input),
      next: (reader, stream) => reader.call('stream.next', stream),
      close: (reader, stream) => reader.call('stream.close', stream),
    },
    signal,
  );
}

/** The whole of the log under a filter; see AuditRepository.stream. */
export function streamAudit(
  thread: LongReader,
  { signal, ...input }: Parameters<AuditRepository['stream']>[0],
): ReturnType<AuditRepository['stream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('auditStream.open', input),
      next: (reader, stream) => reader.call('auditStream.next', stream),
      close: (reader, stream) => reader.call('auditStream.close', stream),
    },
    signal,
  );
}

/** All users under a filter; see UserRepository.stream. */
export function streamUsers(
  thread: LongReader,
  { signal, ...input }: Parameters<UserRepository['stream']>[0],
): ReturnType<UserRepository['stream']> {
  return readStream(
    thread,
    {
      open: (reader) => reader.call('userStream.open', input),
      next: (reader, stream) => reader.call('userStream.next', stream),
      close: (reader, stream) => reader.call('userStream.close', stream),
    },
    signal,
  );
}

/** Checks the log piece by piece, so that other long reads go on between. */
export async function verifyAudit(thread: LongReader): Promise<AuditVerdict> {
  const pieces = readStream(
    thread,
    {
      open: (reader) => reader.call('auditCheck.open', { batch: 1 }),
      next: (reader, stream) => reader.call('auditCheck.next', stream),
      close: (reader, stream) => reader.call('auditCheck.close', stream),
    },
    undefined,
  );
  for await (const [verdict] of pieces) if (verdict) return verdict;
  throw new MusterError('internal', { reason: 'a check of the log ended without a verdict' });
}
