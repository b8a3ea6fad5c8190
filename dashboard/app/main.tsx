import { render } from 'preact';
import 'uplot/dist/uPlot.min.css';
import './style.css';
import { isWallScreen } from './address.ts';
import { keepSession } from './api/session.ts';
import { keepLooking } from './fleet/keep-looking.ts';
import { App } from './shell/app.tsx';
import { keepTabTelling } from './shell/favicon.ts';
import { keepAskingSystem } from './system/system.ts';

if (isWallScreen) document.documentElement.classList.add('wall');
render(<App />, document.getElementById('app')!);
keepSession();
keepLooking();
keepAskingSystem();
keepTabTelling();
