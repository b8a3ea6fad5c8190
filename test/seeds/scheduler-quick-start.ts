// @ts-nocheck: the specification's own words (seed 002), from which only the address and the key are taken away.
// TypeScript/Node.js example
import axios from 'axios';

const API_URL = process.env.MONITORING_API_URL;
const API_KEY = process.env.MONITORING_API_KEY;

export async function registerScheduler() {
  try {
    const response = await axios.post(
      `${API_URL}/schedulers/register`,
      {
        scheduler_id: 'my-service-eod-process',
        service_name: 'My Service',
        job_name: 'EOD Processing',
        owner_email: 'team@example.com',
        alert_user_id: 'U1234567890' // Optional Slack user ID
      },
      {
        headers: {
          'x-api-key': API_KEY,
          'Content-Type': 'application/json'
        }
      }
    );
    console.log('Scheduler registered:', response.data);
  } catch (error) {
    console.error('Registration failed:', error.response?.data);
  }
}

export async function updateJobStatus(status: 'running' | 'completed' | 'failed', error?: string) {
  const payload = {
    scheduler_id: 'my-service-eod-process',
    service_name: 'My Service',
    job_name: 'EOD Processing',
    status: status,
    timestamp: new Date().toISOString(),
    execution_time_ms: status === 'completed' ? 15000 : undefined,
    error_message: error,
    metadata: {
      records_processed: 1000,
      environment: 'production'
    }
  };

  try {
    await axios.put(
      `${API_URL}/schedulers/my-service-eod-process/status`,
      payload,
      {
        headers: {
          'x-api-key': API_KEY,
          'Content-Type': 'application/json'
        }
      }
    );
  } catch (error) {
    console.error('Status update failed:', error.response?.data);
  }
}

export async function sendHeartbeat() {
  try {
    await axios.post(
      `${API_URL}/schedulers/my-service-eod-process/heartbeat`,
      {
        scheduler_id: 'my-service-eod-process'
      },
      {
        headers: {
          'x-api-key': API_KEY,
          'Content-Type': 'application/json'
        }
      }
    );
  } catch (error) {
    console.error('Heartbeat failed:', error.response?.data);
  }
}

// Send heartbeat every 5 minutes during job execution
let heartbeatInterval: NodeJS.Timeout;

export function startHeartbeat() {
  heartbeatInterval = setInterval(sendHeartbeat, 5 * 60 * 1000);
}

export function stopHeartbeat() {
  if (heartbeatInterval) {
    clearInterval(heartbeatInterval);
  }
}
