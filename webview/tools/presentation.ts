/** For a projector: the diagram and the sentence in large type, and nothing else. */
import { css } from "lit";

/** So many times the size of the type that the user reads. */
export const presentationScale = 1.6;

export const presentationStyles = css`
    :host([presenting]) header, :host([presenting]) .notice, :host([presenting]) .map, :host([presenting]) .beside { display: none; }
    :host([presenting]) footer { zoom: ${presentationScale}; height: auto; min-height: 64px; max-height: 130px; }
    :host([presenting]) .cause { zoom: ${presentationScale}; }
`;
