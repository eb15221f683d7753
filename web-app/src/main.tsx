import './design/tokens.css';
import './design/base.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchConfig } from './api/config';
import { OFFLINE } from './api/problem';
import { App } from './app/App';
import { applyTheme } from './app/theme';
import { Trouble } from './design/states';
import { homeOf, Session } from './session/session';

applyTheme();

async function start(): Promise<void> {
  const element = document.getElementById('app');
  if (element === null) {
    return;
  }
  const root = createRoot(element);
  try {
    const config = await fetchConfig();
    const home = homeOf(new URL(location.href), config.issuer);
    if (home.href !== location.href) {
      location.replace(home);
      return;
    }
    const session = await Session.open(config);
    root.render(
      <StrictMode>
        <App config={config} session={session} />
      </StrictMode>,
    );
  } catch {
    root.render(<Trouble problem={OFFLINE} onRetry={() => location.reload()} />);
  }
}

void start();
