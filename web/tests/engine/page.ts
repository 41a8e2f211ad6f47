// A page without screens, for tests of the engine: `engine` is what screens would have.

import { connect, type Engine, type Event } from "../../src/engine/client";

declare global {
  interface Window {
    engine: Engine;
    events: Event[];
  }
}

window.engine = connect();
window.events = [];
window.engine.subscribe((event) => window.events.push(event));
