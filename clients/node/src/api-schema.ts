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
            /** @description Names of channels: kept and shown */
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
        Daemon: {
            daemonId: string;
            version: string;
            capabilities: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval: number;
            registeredAt: string;
            lastHeartbeat: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            tasksProcessed: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
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
            /** @description Words to group it by */
            tags?: string[] | null;
            /** @description Seconds of silence after which it is stale; 60 by default */
            stalenessThreshold?: number | null;
            /** @description It is forgotten after so many seconds of silence; a week by default */
            retention_seconds?: number | null;
        };
        DaemonWithFigures: {
            daemonId: string;
            version: string;
            capabilities: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval: number;
            registeredAt: string;
            lastHeartbeat: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            tasksProcessed: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
            name: string;
            tags: string[];
            state: string;
            reason: string;
            since: string;
            stale: boolean;
            message: string | null;
            /** @description Seconds of silence after which it is stale */
            stalenessThreshold: number | null;
            /** @description It is forgotten after so many seconds of silence */
            retention_seconds: number | null;
            figures: {
                since: string | null;
                heartbeats: number;
                tasksPerMinute: number | null;
                avgResponseTimeMs: number | null;
                errorRate: number | null;
            };
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
            /** @description Names of channels: kept and shown */
            channels?: string[] | null;
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
            /** @description For people */
            description?: string | null;
            /** @description Whose service it is */
            ownerEmail?: string | null;
            /** @description The key that its heartbeats must bear, if it is not to be generated */
            apiKey?: string | null;
            /** @description False: it needs no key */
            requireKey?: boolean | null;
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
        WatchedDaemon: {
            daemonId: string;
            version: string;
            capabilities: string[];
            /** @description Milliseconds between two heartbeats */
            pollInterval: number;
            registeredAt: string;
            lastHeartbeat: string;
            /** @enum {string} */
            status: "healthy" | "degraded" | "unhealthy";
            tasksProcessed: number;
            currentTask?: string;
            avgResponseTimeMs?: number;
            /** @description The share of tasks that failed, 0 to 1 */
            errorRate?: number;
            name: string;
            tags: string[];
            state: string;
            reason: string;
            since: string;
            stale: boolean;
            message: string | null;
            /** @description Seconds of silence after which it is stale */
            stalenessThreshold: number | null;
            /** @description It is forgotten after so many seconds of silence */
            retention_seconds: number | null;
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
