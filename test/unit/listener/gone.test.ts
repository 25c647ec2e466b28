import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { dial } from '../../support/listener/client.ts';
import { makeListener, tryRoom } from '../../support/listener/fixture.ts';

const ROUNDS = 10;

it('takes no notice of requests whose sender has gone before they were read', async () => {
  const askers: (string | undefined)[] = [];
  const room = tryRoom({
    routes: (_door, server) => {
      server.get('/hello', async ({ ip }) => {
        askers.push(ip);
        return 'hello';
      });
    },
  });
  const listener = await makeListener({ rooms: [room] });
  onTestFinished(listener.close);
  await listener.service.switchTo(true);
  const { peoplePort } = listener.settings;
  const request = `GET /hello HTTP/1.1\r\nHost: localhost:${peoplePort}\r\n\r\n`;
  for (let round = 0; round < ROUNDS; round++) {
    const wire = connectPlain(peoplePort, '127.0.0.1');
    const socket = connect({ socket: wire, servername: 'localhost', rejectUnauthorized: false });
    socket.on('error', () => undefined);
    await once(socket, 'secureConnect');
    socket.write(request.repeat(3));
    wire.resetAndDestroy();
    await once(socket, 'close');
  }
  const last = await dial(peoplePort);
  last.say(request);
  await last.until('hello');
  expect(listener.said).toEqual([]);
  // Whoever is let in is known by his address, or he could not be counted.
  expect(new Set(askers)).toEqual(new Set(['127.0.0.1']));
});
