import { type ComponentType, lazy, Suspense } from 'react';
import { DevicesPage } from '../pages/devices/DevicesPage';
import { StartPage } from '../pages/start/StartPage';
import { type Page, useRoute } from '../stores/route';
import { PageBoundary } from './PageBoundary';

// The two pages a start can show are in the first file; the others come when they are opened.
const PAGE_PARTS: Record<Page, ComponentType> = {
  devices: DevicesPage,
  start: StartPage,
  overview: lazy(() =>
    import('../pages/overview/OverviewPage').then((part) => ({ default: part.OverviewPage })),
  ),
  connections: lazy(() =>
    import('../pages/connections/ConnectionsPage').then((part) => ({ default: part.ConnectionsPage })),
  ),
  google: lazy(() => import('../pages/google/GooglePage').then((part) => ({ default: part.GooglePage }))),
  apple: lazy(() => import('../pages/apple/ApplePage').then((part) => ({ default: part.ApplePage }))),
  profiles: lazy(() =>
    import('../pages/profiles/ProfilesPage').then((part) => ({ default: part.ProfilesPage })),
  ),
  ldap: lazy(() => import('../pages/ldap/LdapPage').then((part) => ({ default: part.LdapPage }))),
  users: lazy(() => import('../pages/users/UsersPage').then((part) => ({ default: part.UsersPage }))),
  invitations: lazy(() =>
    import('../pages/invitations/InvitationsPage').then((part) => ({ default: part.InvitationsPage })),
  ),
  registration: lazy(() =>
    import('../pages/registration/RegistrationPage').then((part) => ({ default: part.RegistrationPage })),
  ),
  mail: lazy(() => import('../pages/mail/MailPage').then((part) => ({ default: part.MailPage }))),
  commands: lazy(() =>
    import('../pages/commands/CommandsPage').then((part) => ({ default: part.CommandsPage })),
  ),
  activity: lazy(() =>
    import('../pages/activity/ActivityPage').then((part) => ({ default: part.ActivityPage })),
  ),
  settings: lazy(() =>
    import('../pages/settings/SettingsPage').then((part) => ({ default: part.SettingsPage })),
  ),
};

/** The page the route names. A page that breaks leaves the rail and the other pages usable. */
export function Pages() {
  const page = useRoute((route) => route.page);
  const Part = PAGE_PARTS[page];
  return (
    <PageBoundary key={page}>
      <Suspense fallback={null}>
        <Part />
      </Suspense>
    </PageBoundary>
  );
}
