/** Icons: VS Code's own where it has one, and a few of ours in the same 16-pixel style. The texts are constants of the build. */
import { html, svg, type TemplateResult } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";
import pause from "@vscode/codicons/src/icons/debug-pause.svg";
import play from "@vscode/codicons/src/icons/play.svg";
import ended from "@vscode/codicons/src/icons/pass.svg";
import killed from "@vscode/codicons/src/icons/error.svg";
import terminal from "@vscode/codicons/src/icons/terminal.svg";
import file from "@vscode/codicons/src/icons/file.svg";
import folder from "@vscode/codicons/src/icons/folder.svg";
import nothing from "@vscode/codicons/src/icons/circle-slash.svg";
import plug from "@vscode/codicons/src/icons/plug.svg";
import mail from "@vscode/codicons/src/icons/mail.svg";
import clock from "@vscode/codicons/src/icons/clockface.svg";
import eye from "@vscode/codicons/src/icons/eye.svg";
import eyeClosed from "@vscode/codicons/src/icons/eye-closed.svg";
import box from "@vscode/codicons/src/icons/symbol-misc.svg";
import process from "@vscode/codicons/src/icons/server-process.svg";
import runtime from "@vscode/codicons/src/icons/gear.svg";
import layers from "@vscode/codicons/src/icons/layers.svg";
import zoomIn from "@vscode/codicons/src/icons/zoom-in.svg";
import zoomOut from "@vscode/codicons/src/icons/zoom-out.svg";
import fit from "@vscode/codicons/src/icons/screen-full.svg";
import info from "@vscode/codicons/src/icons/info.svg";
import check from "@vscode/codicons/src/icons/check.svg";
import more from "@vscode/codicons/src/icons/ellipsis.svg";
import close from "@vscode/codicons/src/icons/close.svg";
import down from "@vscode/codicons/src/icons/chevron-down.svg";
import up from "@vscode/codicons/src/icons/chevron-up.svg";
import table from "@vscode/codicons/src/icons/table.svg";
import channels from "@vscode/codicons/src/icons/type-hierarchy-sub.svg";
import tidy from "@vscode/codicons/src/icons/wand.svg";
import warning from "@vscode/codicons/src/icons/warning.svg";
import type { IconName, StateSymbol } from "../card/card";

const fromText = (text: string): TemplateResult => html`<span class="icon" aria-hidden="true">${unsafeHTML(text)}</span>`;

const snowflake = html`<span class="icon" aria-hidden="true">${svg`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.2" stroke-linecap="round">
    <path d="M8 1.5V14.5M2.4 4.75L13.6 11.25M13.6 4.75L2.4 11.25M6 2.5L8 4.2L10 2.5M6 13.5L8 11.8L10 13.5M2.2 7.2L4.6 6.1L4.2 3.5M13.8 8.8L11.4 9.9L11.8 12.5M13.8 7.2L11.4 6.1L11.8 3.5M2.2 8.8L4.6 9.9L4.2 12.5"/></svg>`}</span>`;
/** Half way through a call. */
const half = html`<span class="icon" aria-hidden="true">${svg`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.4">
    <circle cx="8" cy="8" r="5.6"/><path d="M8 2.4a5.6 5.6 0 0 0 0 11.2z" fill="currentColor"/></svg>`}</span>`;
/** An empty outline: the process is there in name only. */
const hollow = html`<span class="icon" aria-hidden="true">${svg`<svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.3">
    <circle cx="8" cy="8" r="5.8" stroke-dasharray="2.6 2"/></svg>`}</span>`;

export const icons = {
    process: fromText(process),
    layers: fromText(layers),
    runtime: fromText(runtime),
    zoomIn: fromText(zoomIn),
    zoomOut: fromText(zoomOut),
    fit: fromText(fit),
    info: fromText(info),
    close: fromText(close),
    check: fromText(check),
    more: fromText(more),
    down: fromText(down),
    up: fromText(up),
    table: fromText(table),
    channels: fromText(channels),
    tidy: fromText(tidy),
    warning: fromText(warning),
    watched: fromText(eye),
    unwatched: fromText(eyeClosed),
    frozen: snowflake,
} as const;

export const stateIcons: Record<StateSymbol, TemplateResult> = {
    running: fromText(play),
    blocked: half,
    stopped: fromText(pause),
    frozen: snowflake,
    zombie: hollow,
    exited: fromText(ended),
    killed: fromText(killed),
};

export const cardIcons: Record<IconName, TemplateResult> = {
    file: fromText(file),
    folder: fromText(folder),
    terminal: fromText(terminal),
    nothing: fromText(nothing),
    box: fromText(box),
    plug: fromText(plug),
    eye: fromText(eye),
    clock: fromText(clock),
    process: fromText(process),
    mail: fromText(mail),
};
