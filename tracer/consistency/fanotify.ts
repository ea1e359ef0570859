/** Groups of fanotify(7): the kernel takes an answer only about what it has asked (process_access_response in fs/notify/fanotify/fanotify_user.c). */
import type { Fanotify } from "../model/kinds/fanotify/state";
import type { KindRules } from "./kindRule";

export const fanotifyRules: KindRules<Fanotify> = {
    event(event, { id, asked, complete }) {
        if (event.kind !== "fanotifyAnswered" || !complete) return [];
        const strange = event.answers.filter(({ fd }) => !asked.some((access) => access.fd === fd));
        return strange.map(({ fd }) => `${id} got an answer about descriptor ${fd}, about which it has not asked`);
    },
};
