/** The styles of the whole page: it has one shadow root for all. */
import { css } from "lit";
import { headingStyles } from "./columnHeadings";
import { channelsWorldStyles } from "./channelsWorld";
import { endedStyles } from "./endedList";
import { cardStyles } from "./frame/frame";
import { theme } from "./frame/theme";
import { headerStyles } from "./header";
import { objectStyles } from "./kinds/nodes";
import { chartChannelStyles } from "./nodes/chartChannel";
import { chartCrowdStyles } from "./nodes/chartCrowd";
import { chartLinkStyles } from "./nodes/chartLinks";
import { chartUserStyles } from "./nodes/chartUser";
import { compactProcessStyles } from "./nodes/compactProcess";
import { descriptionStyles } from "./nodes/description";
import { edgeStyles } from "./nodes/edges";
import { groupFrameStyles } from "./nodes/groupFrames";
import { heldChipStyles } from "./nodes/heldChip";
import { processStyles } from "./nodes/process";
import { noticeStyles } from "./noticeBar";
import { sentenceStyles } from "./sentencePanel";
import { arrangeStyles } from "./tools/arrangeCards";
import { causeStyles } from "./tools/causeStrip";
import { viewSwitchStyles } from "./viewSwitch";
import { focusStyles } from "./tools/focusOn";
import { keyHelpStyles } from "./tools/keyHelp";
import { knotStyles } from "./tools/knotCard";
import { listStyles } from "./tools/listBeside";
import { menuStyles } from "./tools/menu";
import { mapStyles } from "./tools/overviewMap";
import { presentationStyles } from "./tools/presentation";
import { saidStyles } from "./tools/said";
import { searchStyles } from "./tools/searchBar";
import { welcomeStyles } from "./welcome";

export const pageStyles = [
    theme,
    cardStyles,
    processStyles,
    compactProcessStyles,
    descriptionStyles,
    ...objectStyles,
    edgeStyles,
    groupFrameStyles,
    chartUserStyles,
    heldChipStyles,
    chartCrowdStyles,
    chartChannelStyles,
    chartLinkStyles,
    headerStyles,
    viewSwitchStyles,
    endedStyles,
    noticeStyles,
    sentenceStyles,
    headingStyles,
    welcomeStyles,
    arrangeStyles,
    causeStyles,
    menuStyles,
    focusStyles,
    keyHelpStyles,
    knotStyles,
    listStyles,
    mapStyles,
    saidStyles,
    searchStyles,
    presentationStyles,
    css`
        :host { display: flex; flex-direction: column; height: 100vh; overflow: hidden; container-type: inline-size; color: var(--text); background: var(--ground); }
        header, footer, .notice { flex: none; }
        .stage { flex: 1 1 0; min-height: 0; position: relative; display: flex; }
        .view { flex: 1 1 0; min-width: 0; position: relative; display: flex; }
        .window { flex: 1 1 0; min-width: 0; overflow: auto; position: relative; outline: none; }
        .window.panning { cursor: grabbing; user-select: none; }
        .world { position: relative; margin: 0 auto; }
    `,
    channelsWorldStyles,
];
