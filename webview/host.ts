/** The extension's side, as the page reaches it. */
import type { DiagramMessage, HostMessage } from "./protocol/messages";
import type { ReviewMessage } from "./protocol/reviewMessages";
import { viewChoice, type ViewChoice } from "./protocol/viewChoice";

/** What the page keeps while its panel is hidden. */
export interface Kept {
    readonly descriptions: boolean;
    readonly zoom: number;
    /** Absent: the user has chosen none, and the setting holds. */
    readonly view?: ViewChoice;
    /** Below running programs. Absent: as the setting says. */
    readonly timeline?: { readonly shown: boolean; readonly height: number };
    /** Of the list of events. Absent: the user has chosen none. */
    readonly columns?: readonly string[];
    /** Of a trace: where one is in it, and how large its parts are. */
    readonly review?: { readonly seq: number; readonly side: number; readonly lower: number };
}

interface VsCodeApi {
    postMessage(message: DiagramMessage | ReviewMessage): void;
    getState(): Kept | undefined;
    setState(state: Kept): void;
}
declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: DiagramMessage | ReviewMessage): void {
    api.postMessage(message);
}

export function kept(): Kept {
    return api.getState() ?? { descriptions: true, zoom: 1 };
}

export function keep(state: Kept): void {
    api.setState(state);
}

/** What the user chose with the buttons goes before the setting. */
export function chosenView(setting: string | undefined): ViewChoice {
    return kept().view ?? viewChoice(setting);
}

export function onHostMessage(listener: (message: HostMessage) => void): void {
    window.addEventListener("message", ({ data }: MessageEvent<HostMessage>) => listener(data));
}
