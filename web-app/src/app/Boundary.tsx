import { Component, type ReactNode } from 'react';
import { Icon } from '../design/Icon';

/** Stands between a page that breaks, or cannot be loaded, and the rest. */
export class Boundary extends Component<{ children: ReactNode }, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    return this.state.isBroken ? (
      <div className="blank" role="alert">
        <Icon name="warning" size={44} />
        <h2>This page could not be shown</h2>
        <p>The connection may have broken while it was loaded. Files that were not sent yet are kept.</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          <Icon name="retry" /> Load it again
        </button>
      </div>
    ) : (
      this.props.children
    );
  }
}
