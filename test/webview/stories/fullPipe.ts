/** A writer that is blocked since the pipe is full; weird bytes, long names, redirection to a file. */
import { Story } from "../story";

export function fullPipe(): Story {
    const story = new Story("/home/student/samples/c/a_program_with_quite_a_long_file_name_indeed.c", 7301);
    story.started(
        "p1",
        "/home/somebody/projects/a/very/deep/directory/build/a_program_with_quite_a_long_name --with=many --and --long arguments",
    );
    story.terminal("p1").inherited("p1", 9, "ofd9", "null1", "null", "/dev/null", "read-write", true);
    story.opened(
        "p1",
        3,
        "ofd4",
        {
            id: "file1",
            kind: "file",
            name: "/var/lib/some/very/long/path/to/a/directory/with/results-of-the-measurement-2026-11-20.csv",
            size: 0,
        },
        "write",
        31,
        ["O_APPEND", "O_NONBLOCK", "O_SYNC"],
        true,
    );
    story.opened("p1", 4, "ofd8", { id: "file2", kind: "file", name: "/etc/passwd", size: 2943 }, "read", 32);
    story.pipe("p1", "pipe1", [5, "ofd5"], [6, "ofd6"], 33).forked("p1", "p2", 34).stop("p1", 35);
    story.wrote("p1", 3, "ofd4", "file1", "time,value\\n", 11, 36, 11);
    story.wrote("p1", 6, "ofd6", "pipe1", '\\x00\\x01<b>&amp;\\"\\t\\xff\\xfe', 4096, 37).stop("p1", 38);
    story.wrote("p1", 6, "ofd6", "pipe1", "yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy", 61440, 39).stop("p1", 40);
    story.blocked("p1", "write", 6, "pipe1", { what: "room", length: 8192 }, 41, { length: 8192, data: "zzzzzzzz" });
    story.stop("p2", 51, "breakpoint");
    return story;
}
