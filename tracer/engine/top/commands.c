#include "top/commands.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/bytes.h"
#include "base/lines.h"
#include "base/options.h"
#include "base/poll.h"
#include "client/client.h"
#include "events/launch.h"
#include "events/passing.h"
#include "gdb/debug_register_probe.h"
#include "gdb/server.h"
#include "running/announcement.h"
#include "running/causes.h"
#include "running/debugger.h"
#include "running/freeze.h"
#include "running/resumption.h"
#include "running/stops.h"
#include "targets/breakpoints.h"
#include "targets/killing.h"
#include "targets/tasks.h"
#include "top/leaving.h"
#include "watching/watching.h"

static struct bytes input;

/* A line, cut into words; NULL for those that are not there. */
struct command {
    const char *id;
    struct process *process; /* of commands that name one */
    char *word;              /* the one behind the verb, or behind the process */
};

static void done(const struct command *command) {
    client_done(command->id, NULL);
}

static bool is_on(const struct command *command, const char *on, const char *off, bool *value) {
    const char *word = command->word;
    if (word == NULL || (strcmp(word, on) != 0 && strcmp(word, off) != 0))
        return false;
    *value = strcmp(word, on) == 0;
    return true;
}

static void obey_start(const struct command *command) {
    launch_start();
    done(command);
}

static void obey_hold_exec(const struct command *command) {
    bool on;
    if (!is_on(command, "on", "off", &on)) {
        client_failed(command->id, "hold-exec needs 'on' or 'off'.");
        return;
    }
    causes_set_hold_exec(on);
    done(command);
}

static void obey_stop_mode(const struct command *command) {
    bool all;
    if (!is_on(command, "all", "one", &all)) {
        client_failed(command->id, "stop-mode needs 'all' or 'one'.");
        return;
    }
    freeze_set_mode(all);
    done(command);
}

/* `+N`: whenever it is delivered; `N`: when it has its default effect. */
static void obey_hold_signals(const struct command *command) {
    enum signal_hold hold[65] = { PASS_SIGNAL };
    char *position;
    for (char *word = command->word != NULL ? strtok_r(command->word, ",", &position) : NULL; word != NULL;
         word = strtok_r(NULL, ",", &position)) {
        long number = strtol(word, NULL, 10);
        if (number < 1 || number > 64) {
            client_failed(command->id, "hold-signals needs numbers of signals.");
            return;
        }
        hold[number] = *word == '+' ? HOLD_NOT_IGNORED : HOLD_DEFAULT_EFFECT;
    }
    causes_set_hold_signals(hold);
    done(command);
}

static void obey_gdb(const struct command *command) {
    if (options.sockets == NULL) {
        client_failed(command->id, "the engine was started without a directory for sockets.");
        return;
    }
    const char *path = gdb_listen(command->process, options.sockets);
    if (path == NULL) {
        char sentence[256];
        snprintf(sentence, sizeof sentence, "the socket for gdb cannot be opened: %s.", strerror(errno));
        client_failed(command->id, sentence);
        return;
    }
    client_done(command->id, path);
}

static void obey_release(const struct command *command) {
    resume_held(command->process);
    done(command);
}

static void obey_breakpoints(const struct command *command) {
    struct process *process = command->process;
    if (debugger_is_connected(process)) {
        client_failed(command->id, "a gdb sets the breakpoints of this process.");
        return;
    }
    breakpoints_remove_owner(process->space, NULL);
    char *position;
    for (char *word = command->word != NULL ? strtok_r(command->word, ",", &position) : NULL; word != NULL;
         word = strtok_r(NULL, ",", &position))
        if (!breakpoint_insert(process->space, strtoull(word, NULL, 16), NULL)) {
            char sentence[128];
            snprintf(sentence, sizeof sentence, "there is no memory at %s for a breakpoint.", word);
            client_failed(command->id, sentence);
            return;
        }
    done(command);
}

static void obey_unseen(const struct command *command) {
    stops_set_unseen(command->process);
    done(command);
}

static void obey_stepping(const struct command *command) {
    bool on;
    if (!is_on(command, "on", "off", &on)) {
        client_failed(command->id, "stepping needs 'on' or 'off'.");
        return;
    }
    freeze_let_step(command->process, on);
    done(command);
}

static void obey_stands(const struct command *command) {
    if (command->word != NULL && strcmp(command->word, "off") == 0)
        announce_going_on_elsewhere(command->process);
    else if (command->word == NULL || !announce_stopped_elsewhere(command->process, command->word)) {
        client_failed(command->id, "stands needs 'breakpoint', 'step', 'pause', 'entry' or 'off'.");
        return;
    }
    done(command);
}

static void obey_thaw(const struct command *command) {
    resume_frozen();
    done(command);
}

static void obey_kill(const struct command *command) {
    if (command->process != NULL)
        kill_process(command->process);
    else
        kill_all_processes();
    done(command);
}

/* `signal NUMBER,SENDER,USER` */
static void obey_signal(const struct command *command) {
    int number = 0;
    unsigned sender = 0, user = 0;
    if (command->word == NULL || sscanf(command->word, "%d,%u,%u", &number, &sender, &user) != 3 || number < 1 || number > 64) {
        client_failed(command->id, "signal needs a number, its sender and the sender's user.");
        return;
    }
    passing_pass(number, (pid_t)sender, user);
    done(command);
}

static void obey_leave(const struct command *command) {
    done(command);
    leaving();
}

static void obey_watch_memory(const struct command *command) {
    bool on;
    if (!is_on(command, "on", "off", &on)) {
        client_failed(command->id, "watch-memory needs 'on' or 'off'.");
        return;
    }
    watching_set(on);
    done(command);
}

static void obey_debug_registers(const struct command *command) {
    client_done(command->id, debug_registers_work() ? "work" : "absent");
}

/* ---- Reading ---- */

enum naming { NAMES_NO_PROCESS, NAMES_PROCESS, MAY_NAME_PROCESS };

static const struct verb {
    const char *word;
    enum naming naming;
    void (*obey)(const struct command *command);
} verbs[] = {
    { "start", NAMES_NO_PROCESS, obey_start },
    { "hold-exec", NAMES_NO_PROCESS, obey_hold_exec },
    { "hold-signals", NAMES_NO_PROCESS, obey_hold_signals },
    { "stop-mode", NAMES_NO_PROCESS, obey_stop_mode },
    { "gdb", NAMES_PROCESS, obey_gdb },
    { "release", NAMES_PROCESS, obey_release },
    { "breakpoints", NAMES_PROCESS, obey_breakpoints },
    { "unseen", NAMES_PROCESS, obey_unseen },
    { "stepping", NAMES_PROCESS, obey_stepping },
    { "stands", NAMES_PROCESS, obey_stands },
    { "watch-memory", NAMES_NO_PROCESS, obey_watch_memory },
    { "debug-registers", NAMES_NO_PROCESS, obey_debug_registers },
    { "thaw", NAMES_NO_PROCESS, obey_thaw },
    { "kill", MAY_NAME_PROCESS, obey_kill },
    { "signal", NAMES_NO_PROCESS, obey_signal },
    { "leave", NAMES_NO_PROCESS, obey_leave },
};

static const struct verb *find_verb(const char *word) {
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(verbs[i].word, word) == 0)
            return &verbs[i];
    return NULL;
}

static void obey(char *line) {
    char *position;
    struct command command = { .id = strtok_r(line, " ", &position) };
    const char *word = strtok_r(NULL, " ", &position);
    if (command.id == NULL)
        return;
    if (word == NULL) {
        client_failed(command.id, "a command needs a verb.");
        return;
    }
    const struct verb *verb = find_verb(word);
    if (verb == NULL) {
        client_failed(command.id, "this command is unknown.");
        return;
    }
    command.word = strtok_r(NULL, " ", &position);
    if (verb->naming == NAMES_PROCESS || (verb->naming == MAY_NAME_PROCESS && command.word != NULL)) {
        command.process = command.word != NULL ? tasks_find_process((pid_t)strtol(command.word, NULL, 10)) : NULL;
        command.word = strtok_r(NULL, " ", &position);
        if (command.process == NULL) {
            client_failed(command.id, "there is no such process.");
            return;
        }
    }
    verb->obey(&command);
}

static void ready(void *unused) {
    (void)unused;
    enum { part = 4096 };
    int descriptor = client_descriptor();
    ssize_t length = recv(descriptor, bytes_reserve(&input, part), part, MSG_DONTWAIT);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0) {
        poll_unwatch(descriptor);
        client_lose();
        kill_all_processes();
        return;
    }
    input.length += (size_t)length;
    lines_take(&input, obey);
}

void commands_prepare(void) {
    if (client_descriptor() >= 0)
        poll_watch(client_descriptor(), ready, NULL);
}
