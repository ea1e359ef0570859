/** What the page gets to draw Channels. */
import type { Chart } from "./chart";
import type { ChartPlacement } from "./chartPlacement";

export interface ChannelsPicture {
    readonly chart: Chart;
    readonly placement: ChartPlacement;
    /** Much shorter ways could be found. */
    readonly untidy: boolean;
}
