import { computed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { address, isWallScreen } from '../address.ts';
import { RequestError } from '../api/request.ts';
import { canLogIn, canManage, canRead, isAdmin, logOut, openLogin, session } from '../api/session.ts';
import { Overview } from '../overview/overview.tsx';
import { Banner } from '../system/banner.tsx';
import { system } from '../system/system.ts';
import { lazily } from './lazily.tsx';
import { Listening } from './listening.tsx';
import { Login } from './login.tsx';
import { Notices, tell } from './notices.tsx';

const DetailPage = lazily(async () => (await import('../detail/detail-page.tsx')).DetailPage);
const managing = () => import('./managing-pages.ts');
const EditPage = lazily(async () => (await managing()).EditPage);
const KeysPage = lazily(async () => (await managing()).KeysPage);
const ChannelsPage = lazily(async () => (await managing()).ChannelsPage);
const ChannelEditPage = lazily(async () => (await managing()).ChannelEditPage);
const DeliveriesPage = lazily(async () => (await managing()).DeliveriesPage);
const SystemPage = lazily(async () => (await managing()).SystemPage);

interface Entry {
  readonly name: string;
  readonly place: string;
  readonly isThere: () => boolean;
}

/** A page is named here as soon as it works for this reader. */
const ENTRIES: readonly Entry[] = [
  { name: 'Monitors', place: '', isThere: () => true },
  { name: 'Channels', place: 'channels', isThere: () => canRead.value },
  { name: 'Deliveries', place: 'deliveries', isThere: () => canRead.value },
  { name: 'Keys', place: 'keys', isThere: () => isAdmin.value },
  { name: 'System', place: 'system', isThere: () => system.value !== undefined },
];

/** Places that belong to an entry of another name. */
const SECTION: Readonly<Record<string, string>> = { monitors: '', new: '', 'new-channel': 'channels' };

/** Of the entry before it something stays in sight, px. */
const EDGE = 40;

const placeOf = computed(() => address.value.path[0] ?? '');

export function App() {
  return (
    <>
      <button type="button" class="skip" onClick={() => document.getElementById('content')?.focus()}>
        Skip to the content
      </button>
      <header class={`bar ${canRead.value ? 'full' : ''}`}>
        <a class="brand" href="#/" aria-label="Heartbeat Central">
          <svg viewBox="0 0 26 16" aria-hidden="true">
            <path d="M1 9h6l3-7 4 12 3-8 1.5 3H25" />
          </svg>
          <span>Heartbeat Central</span>
        </a>
        {!isWallScreen && <Navigation />}
        <Listening />
        {!isWallScreen && canManage.value && (
          <a class="button watch" href={isAdmin.value ? '#/new' : '#/new/scheduler'}>
            <span class="wordy">Watch something </span>new
          </a>
        )}
        {!isWallScreen && <Who />}
      </header>
      <Banner />
      <div id="content" tabIndex={-1}>
        <Page />
      </div>
      <Login />
      <Notices />
    </>
  );
}

/** Where there is no room for all of them they are one line that scrolls, and the one that is open is in sight. */
function Navigation() {
  const list = useRef<HTMLElement>(null);
  const here = SECTION[placeOf.value] ?? placeOf.value;
  useEffect(() => {
    const open = list.current?.querySelector<HTMLElement>('[aria-current]');
    if (open && list.current) list.current.scrollLeft = open.offsetLeft - list.current.offsetLeft - EDGE;
  }, [here]);
  return (
    <nav ref={list} aria-label="Pages">
      {ENTRIES.filter(({ isThere }) => isThere()).map(({ name, place }) => (
        <a key={place} href={`#/${place}`} aria-current={here === place ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}

function Who() {
  const { role, name } = session.value;
  if (!canLogIn.value) return null;
  if (role === null) {
    return (
      <button type="button" onClick={openLogin}>
        Log in
      </button>
    );
  }
  return (
    <button type="button" title={`${name ?? 'A key'}, ${role}`} onClick={() => void leave()}>
      Log out
    </button>
  );
}

async function leave(): Promise<void> {
  try {
    await logOut();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    tell(`Not logged out: ${error.message}`);
  }
}

function Page() {
  const [place, ...rest] = address.value.path;
  const [kind = '', id = '', action] = rest;
  switch (place) {
    case undefined:
      return <Overview />;
    case 'monitors':
      if (!id) return <Overview />;
      return action === 'edit' ? (
        <EditPage key={`${kind}/${id}`} kind={kind} id={id} />
      ) : (
        <DetailPage key={`${kind}/${id}`} kind={kind} id={id} />
      );
    case 'new':
      return <EditPage key={`new ${kind}`} kind={kind} id="" />;
    case 'channels':
      return kind ? <ChannelEditPage key={kind} id={kind} /> : <ChannelsPage />;
    case 'new-channel':
      return <ChannelEditPage key={`new ${kind}`} type={kind} />;
    case 'deliveries':
      return <DeliveriesPage />;
    case 'keys':
      return <KeysPage />;
    case 'system':
      return <SystemPage />;
    default:
      return (
        <main>
          <h1>There is nothing here</h1>
          <p>
            <a href="#/">To the monitors</a>
          </p>
        </main>
      );
  }
}
