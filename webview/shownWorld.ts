/** What stands in the window: a welcome, or the picture in the view that is shown. */
import { nothing, type TemplateResult } from "lit";
import { channelsWorld, type ChannelsActions } from "./channelsWorld";
import { isEmpty, type Picture } from "./picture";
import { welcome } from "./welcome";
import { world, type Viewpoint } from "./world";

export function shownWorld(picture: Picture | null, viewpoint: Viewpoint, actions: ChannelsActions): TemplateResult | typeof nothing {
    if (picture === null) return nothing;
    if (isEmpty(picture)) return welcome();
    const { channels, placement, scene } = picture;
    return channels === null ? world(scene, placement, viewpoint, actions) : channelsWorld(channels, scene, viewpoint, actions);
}
