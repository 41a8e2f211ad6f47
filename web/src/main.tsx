import "./look/tokens.css";
import "./look/base.css";
import "./look/glance.css";
import { render } from "solid-js/web";
import { App } from "./app/App";
import { watchGlance } from "./app/glance";
import { reportTrouble } from "./app/notices";
import { apply } from "./app/preferences";
import { keepPush } from "./app/push";
import { takeInvitation } from "./screens/arrival/invitation";
import { takeLink } from "./screens/door/link";
import { follow } from "./app/world";
import { connect } from "./engine/client";
import { keepForOffline } from "./offline/build";

watchGlance();
// What an invitation or a link to a room holds leaves the address before anything else runs: it is a secret.
takeInvitation();
takeLink();
await apply();
const root = document.getElementById("app");
if (root !== null) render(() => <App />, root);
keepPush();
follow(connect()).catch(reportTrouble);
// After what one waits for: it fetches every file of the app.
if (document.readyState === "complete") keepForOffline();
else addEventListener("load", keepForOffline);
