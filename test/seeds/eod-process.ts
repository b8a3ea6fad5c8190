// @ts-nocheck: the specification's own words (seed 002), from which only the address and the key are taken away.
import { SchedulerMonitoringClient } from './scheduler-monitoring-client.ts';

// Usage in your EOD process
async function runEODProcess() {
  const monitor = new SchedulerMonitoringClient({
    apiUrl: process.env.MONITORING_API_URL!,
    apiKey: process.env.MONITORING_API_KEY!,
    schedulerId: 'my-service-eod-process',
    serviceName: 'My Service',
    jobName: 'EOD Processing'
  });

  const startTime = Date.now();

  try {
    // Register scheduler (idempotent - safe to call every time)
    await monitor.register('My Service', 'EOD Processing', 'team@example.com');

    // Mark as running
    await monitor.updateStatus('running', 'My Service', 'EOD Processing');

    // Start heartbeat
    monitor.startHeartbeat(5);

    // Your actual EOD processing logic
    console.log('Starting EOD process...');
    const result = await performEODTasks();

    // Stop heartbeat
    monitor.stopHeartbeat();

    // Mark as completed
    const executionTime = Date.now() - startTime;
    await monitor.updateStatus('completed', 'My Service', 'EOD Processing', {
      executionTimeMs: executionTime,
      metadata: {
        records_processed: result.recordsProcessed,
        files_generated: result.filesGenerated
      }
    });

    console.log('EOD process completed successfully');
  } catch (error) {
    // Stop heartbeat on error
    monitor.stopHeartbeat();

    // Mark as failed
    await monitor.updateStatus('failed', 'My Service', 'EOD Processing', {
      errorMessage: error.message,
      metadata: {
        error_type: error.constructor.name,
        stack_trace: error.stack
      }
    });

    console.error('EOD process failed:', error);
    throw error;
  }
}

async function performEODTasks() {
  // Your actual business logic here
  if (process.env.EOD_FAILS) throw new RangeError('no such file '.repeat(80_000));
  return {
    recordsProcessed: 1000,
    filesGenerated: 5
  };
}

// Run the process
runEODProcess().catch(console.error);
