// @ts-nocheck: the specification's own words (seed 002), from which only the address and the key are taken away.
import axios from 'axios';

export class SchedulerMonitoringClient {
  private apiUrl: string;
  private apiKey: string;
  private schedulerId: string;
  private heartbeatInterval?: NodeJS.Timeout;

  constructor(config: {
    apiUrl: string;
    apiKey: string;
    schedulerId: string;
    serviceName: string;
    jobName: string;
  }) {
    this.apiUrl = config.apiUrl;
    this.apiKey = config.apiKey;
    this.schedulerId = config.schedulerId;
  }

  private async request(method: string, path: string, data?: any) {
    try {
      const response = await axios({
        method,
        url: `${this.apiUrl}${path}`,
        data,
        headers: {
          'x-api-key': this.apiKey,
          'Content-Type': 'application/json'
        }
      });
      return response.data;
    } catch (error) {
      console.error(`API request failed: ${method} ${path}`, error.response?.data);
      throw error;
    }
  }

  async register(serviceName: string, jobName: string, ownerEmail?: string) {
    return this.request('POST', '/schedulers/register', {
      scheduler_id: this.schedulerId,
      service_name: serviceName,
      job_name: jobName,
      owner_email: ownerEmail
    });
  }

  async updateStatus(
    status: 'pending' | 'running' | 'completed' | 'failed',
    serviceName: string,
    jobName: string,
    options?: {
      executionTimeMs?: number;
      errorMessage?: string;
      metadata?: Record<string, any>;
    }
  ) {
    return this.request('PUT', `/schedulers/${this.schedulerId}/status`, {
      scheduler_id: this.schedulerId,
      service_name: serviceName,
      job_name: jobName,
      status,
      timestamp: new Date().toISOString(),
      execution_time_ms: options?.executionTimeMs,
      error_message: options?.errorMessage,
      metadata: options?.metadata
    });
  }

  async sendHeartbeat() {
    return this.request('POST', `/schedulers/${this.schedulerId}/heartbeat`, {
      scheduler_id: this.schedulerId
    });
  }

  startHeartbeat(intervalMinutes: number = 5) {
    this.heartbeatInterval = setInterval(
      () => this.sendHeartbeat(),
      intervalMinutes * 60 * 1000
    );
  }

  stopHeartbeat() {
    if (this.heartbeatInterval) {
      clearInterval(this.heartbeatInterval);
      this.heartbeatInterval = undefined;
    }
  }
}
