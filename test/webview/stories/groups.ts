/** A shell with jobs, each a process group: pipelines of three, the last of them in a session of its own. */
import { Story } from "../story";

const stages = 3;

/** `processes`: with the shell. */
export function groups(processes: number): Story {
    const story = new Story("/home/student/samples/c/shell.c", 5000);
    const shell = 5000;
    story.started("p1", "./shell").terminal("p1");
    story.tell({ kind: "processGroupChanged", process: "p1", member: "p1", memberPid: shell, group: shell, call: "setpgid" }, 8);
    story.stop("p1", 9);
    for (let number = 2; number <= processes; number += 1) {
        const leader = number - ((number - 2) % stages);
        const pipe = `pipe${leader}`;
        if (number === leader) story.pipe("p1", pipe, [3, `ofd${number}r`], [4, `ofd${number}w`], 12);
        story.forked("p1", `p${number}`, 14);
        const group = shell + leader - 1;
        const member = { process: `p${number}`, member: `p${number}`, memberPid: shell + number - 1 };
        if (number === leader && number > processes - stages && processes > stages) {
            story.tell({ kind: "sessionStarted", process: `p${number}`, session: group, call: "setsid" }, 15);
        } else {
            story.tell({ kind: "processGroupChanged", ...member, group, call: "setpgid" }, 16);
        }
        if (number % stages === 1 || number === processes) {
            for (const fd of [3, 4]) story.closed("p1", fd, `ofd${leader}${fd === 3 ? "r" : "w"}`, pipe, 18);
        }
    }
    return story.stop("p1", 20);
}
