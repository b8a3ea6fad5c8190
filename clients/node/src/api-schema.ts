// Made from docs/openapi.json by `npm run openapi`.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Application: {
            id: string;
            uuid: string;
            name: string;
            description: string | null;
            expected_interval: number | null;
            grace_period: number;
            schedule: string | null;
            timezone: string | null;
            tags: string[];
            channels: string[];
            /** @description Where its heartbeats are sent: a secret */
            heartbeat_url: string;
            /** @description Its id wherever monitors of all kinds are shown */
            monitor_id: string;
            status: string;
            reason: string;
            since: string;
            last_heartbeat: string | null;
            last_message: string | null;
            expected_at: string | null;
            created_at: string;
        };
        ApplicationChanges: {
            name?: string | null;
            /** @description Seconds after which it is late */
            expected_interval?: number | null;
            /** @description Seconds after which it is down if it is late; 60 by default */
            grace_period?: number | null;
            /** @description A cron expression of five fields, in place of an interval */
            schedule?: string | null;
            /** @description The IANA zone of the schedule; UTC by default */
            timezone?: string | null;
            /** @description For people */
            description?: string | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of channels that are told of it in place of those without a filter */
            channels?: string[] | null;
        };
        ApplicationHeard: {
            /** @constant */
            success: true;
            message: string;
            timestamp: string;
            /** @description Fields that were cut to their limits */
            truncated?: string[];
        };
        ApplicationHeartbeats: {
            id: string;
            heartbeats: {
                timestamp: string;
                message: string | null;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        ApplicationList: {
            applications: components["schemas"]["Application"][];
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        Channel: {
            id: string;
            name: string;
            /** @enum {string} */
            type: "email" | "slack" | "discord" | "sms" | "teams" | "pagerduty" | "telegram" | "ntfy" | "webhook";
            /**
             * @description `settings`: it is changed in the settings of the server
             * @enum {string}
             */
            source: "settings" | "api";
            read_only: boolean;
            enabled: boolean;
            default: boolean;
            wants: {
                kinds?: ("service" | "scheduler" | "daemon" | "application")[];
                tags?: string[];
                ids?: string[];
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[];
            };
            /** @description What is no secret */
            config: {
                [key: string]: unknown;
            };
            /** @description The names of the secrets that are set */
            secrets: string[];
            /** @description For people: an address, a number, a host */
            leads_to: string;
            version: number | null;
            created: string | null;
            changed: string | null;
            /** @description When it last showed that it works */
            proved: {
                at: string;
                /** @enum {string} */
                by: "delivery" | "test";
            } | null;
            /** @description When it last did not */
            failed: {
                at: string;
                answer: string | null;
            } | null;
        };
        ChannelAudience: {
            transition: {
                /** @enum {string} */
                kind: "service" | "scheduler" | "daemon" | "application";
                id: string;
                /** @enum {string} */
                from: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                /** @enum {string} */
                to: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                tags: string[];
                channels: string[];
                owner_email: string | null;
            };
            /** @description Who is told, and why */
            hears: {
                channel: string;
                name: string;
                /** @enum {string} */
                type: "email" | "slack" | "discord" | "sms" | "teams" | "pagerduty" | "telegram" | "ntfy" | "webhook";
                /** @enum {string} */
                because: "named" | "wanted" | "everything" | "owner" | "default";
                reason: string;
            }[];
            /** @description Channels that are not told, and why */
            silent: {
                channel: string;
                reason: string;
            }[];
            /** @description Why its owner is not mailed; null where it is */
            owner_note: string | null;
        };
        ChannelChanges: {
            /** @description The one in the address, if at all */
            id?: string | null;
            /** @description The one that it has, if at all */
            type?: ("email" | "slack" | "discord" | "sms" | "teams" | "pagerduty" | "telegram" | "ntfy" | "webhook") | null;
            /** @description For people */
            name?: string | null;
            /** @description Fields of its type, as when it was made. What is left out is kept, secrets too; `null` takes away what may be left out */
            config?: {
                [key: string]: unknown;
            } | null;
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
            /** @description Change it only if it still has this version */
            version?: number | null;
        };
        ChannelList: {
            channels: components["schemas"]["Channel"][];
            /** @description How many there are on all pages */
            total: number;
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        ChannelQuestion: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            /** @description What it goes to; `down` by default. `closed`: it is deleted */
            to?: ("unknown" | "up" | "degraded" | "down" | "paused" | "closed") | null;
            /** @description What it was; by default what it is now, or `up` */
            from?: ("unknown" | "up" | "degraded" | "down" | "paused") | null;
            /** @description With any of these three the monitor need not be there: it is as it is described here */
            tags?: string[] | null;
            /** @description The channels that it names */
            channels?: string[] | null;
            /** @description Whose it is */
            owner_email?: string | null;
        };
        ChannelTest: {
            /** @description Whether the receiver took it */
            ok: boolean;
            /** @description What the receiver said, or why it was not reached */
            answer: string;
            took_ms: number;
        };
        Daemon: {
            daemonId: string;
            version?: string;
            capabilities?: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval?: number;
            registeredAt?: string;
            lastHeartbeat: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            tasksProcessed: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
        };
        DaemonChanges: {
            /** @description The one in the address, if at all */
            daemonId?: string | null;
            /** @description For people; by default the id */
            name?: string | null;
            /** @description For people */
            description?: string | null;
            /** @description Whose daemon it is */
            ownerEmail?: string | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
            /** @description Seconds after which it is shown as late, before it is stale */
            expectedInterval?: number | null;
            /** @description Seconds of silence after which it is stale; 60 by default */
            stalenessThreshold?: number | null;
            /** @description It is forgotten after so many seconds of silence; a week by default */
            retention_seconds?: number | null;
            /** @description Reports of `unhealthy` in a row before it is down; 1 by default */
            failureThreshold?: number | null;
            /** @description Good reports in a row before it is up again; 1 by default */
            recoveryThreshold?: number | null;
        };
        DaemonHealth: {
            activeDaemons: components["schemas"]["Daemon"][];
            /** @description Those that have fallen silent */
            stale: components["schemas"]["Daemon"][];
            totalActive: number;
        };
        DaemonHeard: {
            /** @constant */
            success: true;
            /** @description Fields that were cut to their limits */
            truncated?: string[];
        };
        DaemonHeartbeat: {
            /** @description Which daemon */
            daemonId: string;
            /**
             * @description How it is
             * @enum {string}
             */
            status: "healthy" | "degraded" | "unhealthy";
            /** @description Tasks since it started */
            tasksProcessed?: number | null;
            /** @description What it does */
            currentTask?: string | null;
            /** @description Its own clock: kept and shown, never judged by */
            lastHeartbeat?: string | null;
            /** @description Words for people; cut to 2,000 characters */
            message?: string | null;
            /** @description Kept with the heartbeat; cut to 8 KiB. `avgResponseTimeMs` and `errorRate` (0 to 1) are its figures */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        DaemonHeartbeats: {
            daemonId: string;
            heartbeats: {
                timestamp: string;
                /** @enum {string} */
                status: "healthy" | "degraded" | "unhealthy";
                tasksProcessed: number | null;
                tasksPerMinute: number | null;
                currentTask: string | null;
                avgResponseTimeMs: number | null;
                errorRate: number | null;
                message: string | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
                sentAt: string | null;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        DaemonRegistered: {
            /** @constant */
            success: true;
            daemonId: string;
            registeredAt: string;
        };
        DaemonRegistration: {
            daemonId: string;
            version: string;
            /** @description What it can do */
            capabilities: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval: number;
            /** @description Its own clock: kept and shown, never judged by */
            registeredAt?: string | null;
            /** @description For people; by default the id */
            name?: string | null;
            /** @description For people */
            description?: string | null;
            /** @description Whose daemon it is */
            ownerEmail?: string | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
            /** @description Seconds after which it is shown as late, before it is stale */
            expectedInterval?: number | null;
            /** @description Seconds of silence after which it is stale; 60 by default */
            stalenessThreshold?: number | null;
            /** @description It is forgotten after so many seconds of silence; a week by default */
            retention_seconds?: number | null;
            /** @description Reports of `unhealthy` in a row before it is down; 1 by default */
            failureThreshold?: number | null;
            /** @description Good reports in a row before it is up again; 1 by default */
            recoveryThreshold?: number | null;
        };
        DaemonWithFigures: {
            daemonId: string;
            version?: string;
            capabilities?: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval?: number;
            registeredAt?: string;
            /** @description Absent until it was heard */
            lastHeartbeat?: string;
            /**
             * @description What it said last; absent until it was heard
             * @enum {string}
             */
            status?: "healthy" | "degraded" | "unhealthy";
            tasksProcessed?: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
            name: string;
            description: string | null;
            ownerEmail: string | null;
            tags: string[];
            channels: string[];
            state: string;
            reason: string;
            since: string;
            stale: boolean;
            message: string | null;
            /** @description Seconds of silence after which it is late */
            expectedInterval: number | null;
            /** @description Seconds of silence after which it is stale */
            stalenessThreshold: number | null;
            /** @description It is forgotten after so many seconds of silence */
            retention_seconds: number | null;
            failureThreshold: number;
            recoveryThreshold: number;
            figures: {
                since: string | null;
                heartbeats: number;
                tasksPerMinute: number | null;
                avgResponseTimeMs: number | null;
                errorRate: number | null;
            };
        };
        Delivery: {
            id: string;
            /** @description The id of the channel; `owner:` and an address for the owner of a monitor */
            channel: string;
            monitor: {
                /** @enum {string} */
                kind: "service" | "scheduler" | "daemon" | "application";
                id: string;
                name: string;
            };
            transition: {
                id: string;
                /** @enum {string} */
                from: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                /** @enum {string} */
                to: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                /** @enum {string} */
                reason: "created" | "heartbeat" | "recovered" | "reported-degraded" | "reported-failure" | "missed" | "never-heard" | "overrun" | "silent-run" | "paused" | "left-file" | "resumed" | "deleted" | "forgotten";
                at: string;
            };
            /**
             * @description `superseded`: something newer of this monitor was told instead
             * @enum {string}
             */
            status: "pending" | "delivered" | "superseded" | "failed";
            attempts: number;
            created: string;
            /** @description When it is tried next; null once it is settled */
            next_attempt: string | null;
            settled: string | null;
            /** @description What the receiver said last */
            answer: string | null;
        };
        DeliveryList: {
            deliveries: components["schemas"]["Delivery"][];
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        Error: {
            error: string;
            issues?: {
                path: string;
                message: string;
            }[];
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "failing";
            checks: {
                /**
                 * @description Whether what is heard is stored
                 * @enum {string}
                 */
                store: "ok" | "waiting" | "failing";
                /**
                 * @description Whether silence is looked for in time
                 * @enum {string}
                 */
                sweep: "ok" | "waiting" | "failing";
            };
        };
        HeartbeatFailed: {
            /** @constant */
            success: false;
            error: string;
        };
        Key: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "writer" | "reader" | "beat";
            created: string;
            last_used: string | null;
            expires: string | null;
            /** @description Keys before it that are still good */
            retiring: {
                created: string;
                last_used: string | null;
                expires: string | null;
            }[];
        };
        KeyInClear: {
            id: string;
            name: string;
            /** @enum {string} */
            role: "admin" | "writer" | "reader" | "beat";
            created: string;
            last_used: string | null;
            expires: string | null;
            /** @description Keys before it that are still good */
            retiring: {
                created: string;
                last_used: string | null;
                expires: string | null;
            }[];
            /** @description Shown this once */
            key: string;
        };
        KeyList: {
            keys: components["schemas"]["Key"][];
            /** @description How many there are on all pages */
            total: number;
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        KeyRotation: {
            /** @description The key before is good for so many seconds; 86400 by default */
            overlap_seconds?: number | null;
        };
        Login: {
            /** @description An admin's, a writer's or a reader's key */
            key: string;
        };
        Monitor: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            name: string;
            tags: string[];
            /** @enum {string} */
            status: "down" | "late" | "degraded" | "running" | "unknown" | "up" | "paused";
            /** @enum {string} */
            reason: "created" | "heartbeat" | "recovered" | "reported-degraded" | "reported-failure" | "missed" | "never-heard" | "overrun" | "silent-run" | "paused" | "left-file" | "resumed" | "deleted" | "forgotten";
            /** @description The reason in sentences, and what to look at */
            why: string;
            since: string | null;
            lastHeartbeat: string | null;
            secondsSinceLastHeartbeat: number | null;
            expectedAt: string | null;
            uptime: {
                day: number | null;
                week: number | null;
                month: number | null;
            };
            message: string | null;
            createdAt: string | null;
            /** @description It is down if it is not heard by then */
            downAfter: string | null;
            description: string | null;
            owner: {
                email: string | null;
                alertUserId: string | null;
            } | null;
            /** @enum {string} */
            source: "api" | "file";
            requiresKey: boolean;
            schedule: {
                /** @constant */
                type: "none";
            } | {
                /** @constant */
                type: "interval";
                intervalSeconds: number;
                graceSeconds: number;
            } | {
                /** @constant */
                type: "cron";
                expression: string;
                timezone: string;
                graceSeconds: number;
            };
            expectFromStart: boolean;
            failureThreshold: number;
            recoveryThreshold: number;
            maxRuntimeSeconds: number | null;
            runSilenceSeconds: number | null;
            retentionSeconds: number | null;
            channels: string[];
            vitals: {
                [key: string]: unknown;
            } | null;
            /** @description What its dialect keeps of it; only with the admin key */
            details: {
                [key: string]: unknown;
            } | null;
            streak: {
                /** @enum {string} */
                toward: "down" | "up";
                count: number;
            } | null;
            openRuns: {
                runId: string | null;
                announcedAt: string | null;
                startedAt: string | null;
                lastHeartbeat: string | null;
                mustEndBy: string | null;
                mustBeHeardBy: string | null;
            }[];
        };
        MonitorBeats: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            beats: {
                timestamp: string | null;
                /** @enum {string} */
                type: "alive" | "degraded" | "failed" | "pending" | "started" | "succeeded";
                message: string | null;
                metadata: unknown;
                vitals: {
                    [key: string]: unknown;
                } | null;
                runId: string | null;
                runStartedAt: string | null;
                durationSeconds: number | null;
                clientTime: string | null;
                clientDurationSeconds: number | null;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        MonitorList: {
            timestamp: string | null;
            monitors: components["schemas"]["MonitorRow"][];
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        MonitorRow: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            name: string;
            tags: string[];
            /** @enum {string} */
            status: "down" | "late" | "degraded" | "running" | "unknown" | "up" | "paused";
            /** @enum {string} */
            reason: "created" | "heartbeat" | "recovered" | "reported-degraded" | "reported-failure" | "missed" | "never-heard" | "overrun" | "silent-run" | "paused" | "left-file" | "resumed" | "deleted" | "forgotten";
            /** @description The reason in sentences, and what to look at */
            why: string;
            since: string | null;
            lastHeartbeat: string | null;
            secondsSinceLastHeartbeat: number | null;
            expectedAt: string | null;
            uptime: {
                day: number | null;
                week: number | null;
                month: number | null;
            };
            message: string | null;
        };
        MonitorRuns: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            runs: {
                runId: string | null;
                /** @enum {string} */
                outcome: "succeeded" | "failed" | "lost";
                startedAt: string | null;
                endedAt: string | null;
                durationSeconds: number | null;
                message: string | null;
                metadata: unknown;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        MonitorTransitions: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            transitions: {
                sequence: number;
                timestamp: string | null;
                /** @enum {string} */
                from: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                /** @enum {string} */
                to: "unknown" | "up" | "degraded" | "down" | "paused" | "closed";
                /** @enum {string} */
                reason: "created" | "heartbeat" | "recovered" | "reported-degraded" | "reported-failure" | "missed" | "never-heard" | "overrun" | "silent-run" | "paused" | "left-file" | "resumed" | "deleted" | "forgotten";
                secondsBefore: number;
                message: string | null;
                /** @description A time in which we could not hear, if one lies before it */
                gap: {
                    from: string | null;
                    to: string | null;
                } | null;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        MonitorUptime: {
            /** @enum {string} */
            kind: "service" | "scheduler" | "daemon" | "application";
            id: string;
            timestamp: string | null;
            since: string | null;
            windows: {
                day: {
                    from: string | null;
                    to: string | null;
                    upSeconds: number;
                    downSeconds: number;
                    /** @description Paused, unknown, not there yet, or not heard by our own fault */
                    neitherSeconds: number;
                    /** @description Of the watched time; null where nothing was watched */
                    percent: number | null;
                    /** @description How often it went down */
                    outages: number;
                };
                week: {
                    from: string | null;
                    to: string | null;
                    upSeconds: number;
                    downSeconds: number;
                    /** @description Paused, unknown, not there yet, or not heard by our own fault */
                    neitherSeconds: number;
                    /** @description Of the watched time; null where nothing was watched */
                    percent: number | null;
                    /** @description How often it went down */
                    outages: number;
                };
                month: {
                    from: string | null;
                    to: string | null;
                    upSeconds: number;
                    downSeconds: number;
                    /** @description Paused, unknown, not there yet, or not heard by our own fault */
                    neitherSeconds: number;
                    /** @description Of the watched time; null where nothing was watched */
                    percent: number | null;
                    /** @description How often it went down */
                    outages: number;
                };
                quarter: {
                    from: string | null;
                    to: string | null;
                    upSeconds: number;
                    downSeconds: number;
                    /** @description Paused, unknown, not there yet, or not heard by our own fault */
                    neitherSeconds: number;
                    /** @description Of the watched time; null where nothing was watched */
                    percent: number | null;
                    /** @description How often it went down */
                    outages: number;
                };
            };
            months: {
                month: string;
                from: string | null;
                to: string | null;
                upSeconds: number;
                downSeconds: number;
                /** @description Paused, unknown, not there yet, or not heard by our own fault */
                neitherSeconds: number;
                /** @description Of the watched time; null where nothing was watched */
                percent: number | null;
                /** @description How often it went down */
                outages: number;
            }[];
        };
        NewApplication: {
            /** @description For people */
            name: string;
            /** @description Seconds after which it is late */
            expected_interval?: number | null;
            /** @description Seconds after which it is down if it is late; 60 by default */
            grace_period?: number | null;
            /** @description A cron expression of five fields, in place of an interval */
            schedule?: string | null;
            /** @description The IANA zone of the schedule; UTC by default */
            timezone?: string | null;
            /** @description For people */
            description?: string | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of channels that are told of it in place of those without a filter */
            channels?: string[] | null;
        };
        NewChannel: {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "email";
            /** @description Other fields are refused */
            config: {
                /** @description Addresses, separated by commas */
                to_email: string;
                /** @description The mail server; without it, the one from the settings */
                smtp_server?: string | null;
                /** @description Of that server */
                smtp_port?: number | null;
                /** @description To log in there */
                username?: string | null;
                /** @description To log in there; never shown */
                password?: string | null;
                /** @description Whom the mails come from */
                from_email?: string | null;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "slack";
            /** @description Other fields are refused */
            config: {
                /** @description Of an incoming webhook; never shown */
                webhook_url: string;
                /** @description Only webhooks of the old kind heed it */
                channel?: string | null;
                /** @description Only webhooks of the old kind heed it */
                username?: string | null;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "discord";
            /** @description Other fields are refused */
            config: {
                /** @description Never shown */
                webhook_url: string;
                /** @description As whom it is posted */
                username?: string | null;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "sms";
            /** @description Other fields are refused */
            config: {
                /** @description In international form */
                to_number: string;
                /** @description Of Twilio; without it, what the settings name */
                account_sid?: string | null;
                /** @description Of that account; never shown */
                auth_token?: string | null;
                /** @description A number of that account */
                from_number?: string | null;
                /** @description Messages within an hour, at most */
                per_hour?: number | null;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "teams";
            /** @description Other fields are refused */
            config: {
                /** @description Never shown */
                webhook_url: string;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "pagerduty";
            /** @description Other fields are refused */
            config: {
                /** @description Of an integration of the Events API v2; never shown */
                routing_key: string;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "telegram";
            /** @description Other fields are refused */
            config: {
                /** @description As BotFather gave it; never shown */
                bot_token: string;
                /** @description A number, or @ and a name */
                chat_id: string;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "ntfy";
            /** @description Other fields are refused */
            config: {
                /** @description Of the topic; never shown */
                url: string;
                /** @description Never shown */
                token?: string | null;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        } | {
            /** @description By default made of the name */
            id?: string | null;
            /** @description For people */
            name: string;
            /** @constant */
            type: "webhook";
            /** @description Other fields are refused */
            config: {
                /** @description Never shown */
                url: string;
                /** @description Signs by Standard Webhooks; never shown */
                secret?: string | null;
                /** @description JSON whose texts may hold {{names}}, at most 16 KiB; without one a CloudEvent is sent */
                template?: unknown;
            };
            /** @description Whom it hears of: all parts must fit. Without kinds, tags and ids it hears every monitor that names no channel. Other fields are refused */
            wants?: {
                /** @description Of these kinds */
                kinds?: ("service" | "scheduler" | "daemon" | "application")[] | null;
                /** @description With at least one of these tags */
                tags?: string[] | null;
                /** @description These monitors: `<kind>/<id>`, or an id of whatever kind */
                ids?: string[] | null;
                /** @description Changes into one of these, and the end of a trouble among them; `down` and `degraded` by default */
                statuses?: ("down" | "degraded" | "up" | "paused" | "unknown")[] | null;
            } | null;
            /** @description True: without kinds, tags and ids, it hears only what no other channel claims */
            default?: boolean | null;
            /** @description False: nothing is sent to it */
            enabled?: boolean | null;
        };
        NewDaemon: {
            daemonId: string;
            /** @description For people; by default the id */
            name?: string | null;
            /** @description For people */
            description?: string | null;
            /** @description Whose daemon it is */
            ownerEmail?: string | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
            /** @description Seconds after which it is shown as late, before it is stale */
            expectedInterval?: number | null;
            /** @description Seconds of silence after which it is stale; 60 by default */
            stalenessThreshold?: number | null;
            /** @description It is forgotten after so many seconds of silence; a week by default */
            retention_seconds?: number | null;
            /** @description Reports of `unhealthy` in a row before it is down; 1 by default */
            failureThreshold?: number | null;
            /** @description Good reports in a row before it is up again; 1 by default */
            recoveryThreshold?: number | null;
        };
        NewKey: {
            /** @description For people */
            name: string;
            /**
             * @description What it may do
             * @enum {string}
             */
            role: "admin" | "writer" | "reader";
            /** @description It is good for so many days; without it, for ever */
            expires_in_days?: number | null;
        };
        NewService: {
            serviceId: string;
            /** @description For people; by default the id */
            name?: string | null;
            /** @description Seconds of silence after which it is down; 300 by default */
            stalenessThreshold?: number | null;
            /** @description Seconds after which it is shown as late, before it is down */
            expectedInterval?: number | null;
            /** @description A cron expression of five fields, in place of an interval */
            schedule?: string | null;
            /** @description The IANA zone of the schedule; UTC by default */
            timezone?: string | null;
            /** @description Seconds that a heartbeat may be behind its schedule */
            gracePeriod?: number | null;
            /** @description It must speak even if it was never heard */
            expectFromStart?: boolean | null;
            /** @description Reports of a failure in a row before it is down; 1 by default */
            failureThreshold?: number | null;
            /** @description Good reports in a row before it is up again; 1 by default */
            recoveryThreshold?: number | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
            /** @description For people */
            description?: string | null;
            /** @description Whose service it is */
            ownerEmail?: string | null;
            /** @description The key that its heartbeats must bear, if it is not to be generated */
            apiKey?: string | null;
            /** @description False: it needs no key */
            requireKey?: boolean | null;
        };
        Occurrences: {
            schedule: string;
            timezone: string;
            /** @description The next five; fewer only where it does not occur so often */
            occurrences: string[];
        };
        OpenRun: {
            run_id: string | null;
            /** @enum {string} */
            state: "pending" | "running" | "overrun" | "silent";
            announced_at: string;
            started_at: string | null;
            last_heartbeat_at: string | null;
            must_end_by: string | null;
            must_be_heard_by: string | null;
        };
        RecentMonitors: {
            /** @description In the order asked for; unknown ones are left out */
            monitors: {
                /** @enum {string} */
                kind: "service" | "scheduler" | "daemon" | "application";
                id: string;
                /** @description At most 48, oldest first */
                bars: {
                    /** @description When it came; of a run when it ended, or began if it is open; of a silence when it was too long */
                    at: string;
                    /**
                     * @description `alive`, `degraded` and `failed` are heartbeats, `succeeded`, `failed` and `running` are runs, `missed` is a silence
                     * @enum {string}
                     */
                    outcome: "alive" | "degraded" | "failed" | "succeeded" | "running" | "missed";
                    /** @description Since the heartbeat before, or how long the run took; null where that is not known */
                    seconds: number | null;
                }[];
            }[];
        };
        Scheduler: {
            scheduler_id: string;
            name: string;
            service_name: string | null;
            job_name: string | null;
            schedule: string | null;
            timezone: string | null;
            expected_interval_seconds: number | null;
            grace_seconds: number | null;
            max_runtime_seconds: number;
            heartbeat_timeout_seconds: number | null;
            failure_threshold: number;
            recovery_threshold: number;
            tags: string[];
            channels: string[];
            owner_email: string | null;
            alert_user_id: string | null;
            /** @enum {string} */
            status: "down" | "late" | "degraded" | "running" | "unknown" | "up" | "paused";
            reason: string;
            message: string | null;
            since: string;
            last_heard_at: string | null;
            next_expected_at: string | null;
            /** @description It is down if it is not heard by then */
            down_after: string | null;
            current_runs: components["schemas"]["OpenRun"][];
        };
        SchedulerHeard: {
            /** @constant */
            success: true;
            scheduler_id: string;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "alive";
            timestamp: string;
            /** @description Fields that were cut to their limits */
            truncated?: string[];
        };
        SchedulerHeartbeat: {
            /** @description If given, the one in the address */
            scheduler_id?: string | null;
            /** @description Which run, where several go on at a time */
            run_id?: string | number | null;
            /** @description The clock of the sender: kept and shown, never judged by */
            timestamp?: string | number | null;
            /** @description Kept with the report; cut to 8 KiB */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        SchedulerList: {
            schedulers: components["schemas"]["Scheduler"][];
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        SchedulerRegistered: {
            /** @constant */
            success: true;
            scheduler_id: string;
            name: string;
            service_name: string | null;
            job_name: string | null;
            schedule: string | null;
            timezone: string | null;
            expected_interval_seconds: number | null;
            grace_seconds: number | null;
            max_runtime_seconds: number;
            heartbeat_timeout_seconds: number | null;
            failure_threshold: number;
            recovery_threshold: number;
            tags: string[];
            channels: string[];
            owner_email: string | null;
            alert_user_id: string | null;
            /** @enum {string} */
            status: "down" | "late" | "degraded" | "running" | "unknown" | "up" | "paused";
            reason: string;
            message: string | null;
            since: string;
            last_heard_at: string | null;
            next_expected_at: string | null;
            /** @description It is down if it is not heard by then */
            down_after: string | null;
            current_runs: components["schemas"]["OpenRun"][];
        };
        SchedulerRegistration: {
            scheduler_id: string;
            /** @description For people */
            service_name?: string | null;
            /** @description For people */
            job_name?: string | null;
            /** @description Whose job it is */
            owner_email?: string | null;
            /** @description Whose job it is, as your chat knows them */
            alert_user_id?: string | null;
            /** @description A cron expression of five fields: when it runs */
            schedule?: string | null;
            /** @description The IANA zone of the schedule; UTC by default */
            timezone?: string | null;
            /** @description Seconds between two starts at most, in place of a schedule */
            expected_interval_seconds?: number | null;
            /** @description Seconds that a start may be late; 300 by default */
            grace_seconds?: number | null;
            /** @description The longest run; 86,400 by default */
            max_runtime_seconds?: number | null;
            /** @description The longest silence within a run; 900 once it has sent a heartbeat */
            heartbeat_timeout_seconds?: number | null;
            /** @description Failures in a row before it is down; 1 by default */
            failure_threshold?: number | null;
            /** @description Successes in a row before it is up again; 1 by default */
            recovery_threshold?: number | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
        };
        SchedulerReport: {
            /** @description If given, the one in the address */
            scheduler_id?: string | null;
            /** @description Which run, where several go on at a time */
            run_id?: string | number | null;
            /** @description The clock of the sender: kept and shown, never judged by */
            timestamp?: string | number | null;
            /** @description Kept with the report; cut to 8 KiB */
            metadata?: {
                [key: string]: unknown;
            } | null;
            service_name?: string | null;
            job_name?: string | null;
            /**
             * @description What the run does
             * @enum {string}
             */
            status: "pending" | "running" | "completed" | "failed";
            /** @description As the job measured it: kept and shown */
            execution_time_ms?: number | null;
            /** @description Words for people; cut to 2,000 characters */
            error_message?: string | null;
        };
        SchedulerRuns: {
            scheduler_id: string;
            current_runs: components["schemas"]["OpenRun"][];
            runs: {
                run_id: string | null;
                /** @enum {string} */
                outcome: "completed" | "failed" | "lost";
                started_at: string | null;
                ended_at: string | null;
                duration_ms: number | null;
                execution_time_ms: number | null;
                client_timestamp: string | null;
                error_message: string | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        Service: {
            serviceId: string;
            name: string;
            /** @description `up`, `late`, `degraded`, `down`, `paused` or `unknown` */
            status: string;
            /** @description Seconds; with a schedule, those of its grace */
            stalenessThreshold: number | null;
            /** @description Seconds */
            expectedInterval: number | null;
            schedule: string | null;
            timezone: string | null;
            expectFromStart: boolean;
            failureThreshold: number;
            recoveryThreshold: number;
            tags: string[];
            channels: string[];
            description: string | null;
            /** @description Null for readers without a key */
            ownerEmail: string | null;
            requiresKey: boolean;
            /**
             * @description `file`: it stands in services.json, and is changed there
             * @enum {string}
             */
            source: "api" | "file";
        };
        ServiceChanges: {
            /** @description The one in the address, if at all */
            serviceId?: string | null;
            /** @description For people; by default the id */
            name?: string | null;
            /** @description Seconds of silence after which it is down; 300 by default */
            stalenessThreshold?: number | null;
            /** @description Seconds after which it is shown as late, before it is down */
            expectedInterval?: number | null;
            /** @description A cron expression of five fields, in place of an interval */
            schedule?: string | null;
            /** @description The IANA zone of the schedule; UTC by default */
            timezone?: string | null;
            /** @description Seconds that a heartbeat may be behind its schedule */
            gracePeriod?: number | null;
            /** @description It must speak even if it was never heard */
            expectFromStart?: boolean | null;
            /** @description Reports of a failure in a row before it is down; 1 by default */
            failureThreshold?: number | null;
            /** @description Good reports in a row before it is up again; 1 by default */
            recoveryThreshold?: number | null;
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Ids of the channels that are told of it, in place of those without a filter */
            channels?: string[] | null;
            /** @description For people */
            description?: string | null;
            /** @description Whose service it is */
            ownerEmail?: string | null;
            /** @description The key that its heartbeats must bear, if it is not to be generated */
            apiKey?: string | null;
            /** @description False: it needs no key */
            requireKey?: boolean | null;
        };
        ServiceHeartbeat: {
            /** @description Which service */
            serviceId: string;
            /** @description The service's own key; it wins over the one in the header */
            token?: string | null;
            /** @description How it is; `up` by default */
            status?: ("up" | "degraded" | "down") | null;
            /** @description Words for people; cut to 2,000 characters */
            message?: string | null;
            /** @description Kept with the heartbeat; cut to 8 KiB */
            metadata?: {
                [key: string]: unknown;
            } | null;
        };
        ServiceList: {
            services: components["schemas"]["Service"][];
            /** @description How many there are on all pages */
            total: number;
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        ServiceLogs: {
            serviceId: string;
            logs: ({
                /** @constant */
                type: "heartbeat";
                timestamp: string;
                /** @description What the heartbeat reported */
                status: string;
                message: string | null;
                metadata: {
                    [key: string]: unknown;
                } | null;
            } | {
                /** @constant */
                type: "transition";
                timestamp: string;
                /** @description The status before */
                from: string;
                /** @description The status from then on */
                to: string;
                /** @description Why, as a word: `missed`, `reported-failure`, `recovered` */
                reason: string;
                message: string | null;
            })[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        ServiceWithKey: {
            serviceId: string;
            name: string;
            /** @description `up`, `late`, `degraded`, `down`, `paused` or `unknown` */
            status: string;
            /** @description Seconds; with a schedule, those of its grace */
            stalenessThreshold: number | null;
            /** @description Seconds */
            expectedInterval: number | null;
            schedule: string | null;
            timezone: string | null;
            expectFromStart: boolean;
            failureThreshold: number;
            recoveryThreshold: number;
            tags: string[];
            channels: string[];
            description: string | null;
            /** @description Null for readers without a key */
            ownerEmail: string | null;
            requiresKey: boolean;
            /**
             * @description `file`: it stands in services.json, and is changed there
             * @enum {string}
             */
            source: "api" | "file";
            /** @description A key that was generated; shown this once */
            apiKey?: string;
        };
        Session: {
            /** @description What its key may do; null where nobody is logged in */
            role: ("admin" | "writer" | "reader") | null;
            /** @description The name of its key */
            name: string | null;
            /** @description When it ends if it is not used; null where nobody is logged in */
            expires: string | null;
            /**
             * @description Whether the status can be read without logging in (`DASHBOARD_ACCESS`)
             * @enum {string}
             */
            access: "public" | "private";
        };
        Status: {
            timestamp: string;
            /** @description How many are in each status, and in `total` */
            summary: {
                [key: string]: number;
            };
            services: {
                serviceId: string;
                name: string;
                /** @description `up`, `late`, `degraded`, `down`, `running`, `paused` or `unknown` */
                status: string;
                /** @description Why it is so, as a word: `missed`, `reported-failure`, `recovered` */
                reason: string;
                /** @description Since when it has this status */
                since: string;
                lastHeartbeat: string | null;
                secondsSinceLastHeartbeat: number | null;
                /** @description Seconds of silence after which it is down */
                stalenessThreshold: number | null;
                /** @description When the next heartbeat is due */
                expectedAt: string | null;
                /** @description Percent of the watched time of the last 24 hours, 7 and 30 days; null where nothing was watched */
                uptime: {
                    day: number | null;
                    week: number | null;
                    month: number | null;
                };
                /** @description Its last words; null for readers without a key */
                message: string | null;
                /**
                 * @description Where `kind` was asked for
                 * @enum {string}
                 */
                kind?: "service" | "scheduler" | "daemon" | "application";
                /** @description Where `kind` was asked for */
                id?: string;
                /** @description Where `kind` was asked for */
                tags?: string[];
                /** @description Where `kind` was asked for; null for readers without a key */
                owner?: string | null;
                /** @description Where `kind` was asked for: it is down if nothing is heard by then */
                downAfter?: string | null;
                /** @description Where `kind` was asked for: when the oldest run that is under way began */
                runningSince?: string | null;
            }[];
            /** @description `cursor` of the next page; null on the last one */
            cursor: string | null;
        };
        StatusHistory: {
            history: {
                timestamp: string;
                /** @description How many are in each status, and in `total` */
                summary: {
                    [key: string]: number;
                };
            }[];
            /** @description `before` of the next, older page; null on the last one */
            next: string | null;
        };
        SystemState: {
            hearing: {
                /** @description When our own heartbeat was heard last */
                heardAt: string | null;
                /** @description The last time in which we could not hear, if it lasts (`to` is null) or ended within a day */
                gap: {
                    from: string;
                    to: string | null;
                } | null;
            };
            sweep: {
                /** @description When silence was looked for last, as a safety net under the timers */
                at: string | null;
                /** @description Three of these in a row are missing */
                overdue: boolean;
            };
            deliveries: {
                /** @description Alerts on their way to a channel; 1,000 stands for so many or more */
                pending: number;
                /** @description Alerts that were given up within the last 24 hours; 1,000 stands for so many or more */
                failed: number;
                /** @description Since when the oldest of those on their way is */
                oldestPendingAt: string | null;
            };
            /**
             * @description Whether what is heard is stored
             * @enum {string}
             */
            store: "ok" | "failing";
            /** @description The release that runs */
            version: string;
        };
        WatchedDaemon: {
            daemonId: string;
            version?: string;
            capabilities?: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval?: number;
            registeredAt?: string;
            /** @description Absent until it was heard */
            lastHeartbeat?: string;
            /**
             * @description What it said last; absent until it was heard
             * @enum {string}
             */
            status?: "healthy" | "degraded" | "unhealthy";
            tasksProcessed?: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
            name: string;
            description: string | null;
            ownerEmail: string | null;
            tags: string[];
            channels: string[];
            state: string;
            reason: string;
            since: string;
            stale: boolean;
            message: string | null;
            /** @description Seconds of silence after which it is late */
            expectedInterval: number | null;
            /** @description Seconds of silence after which it is stale */
            stalenessThreshold: number | null;
            /** @description It is forgotten after so many seconds of silence */
            retention_seconds: number | null;
            failureThreshold: number;
            recoveryThreshold: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
