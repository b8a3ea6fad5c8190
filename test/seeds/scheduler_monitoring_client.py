# The specification's own words (seed 002); only the address and the key come from the environment.
import os
import requests
import time
from datetime import datetime
from typing import Optional, Dict, Any

class SchedulerMonitoringClient:
    def __init__(self, api_url: str, api_key: str, scheduler_id: str):
        self.api_url = api_url
        self.api_key = api_key
        self.scheduler_id = scheduler_id
        self.headers = {
            'x-api-key': api_key,
            'Content-Type': 'application/json'
        }

    def register(self, service_name: str, job_name: str, owner_email: Optional[str] = None):
        url = f"{self.api_url}/schedulers/register"
        payload = {
            'scheduler_id': self.scheduler_id,
            'service_name': service_name,
            'job_name': job_name,
            'owner_email': owner_email
        }
        response = requests.post(url, json=payload, headers=self.headers)
        response.raise_for_status()
        return response.json()

    def update_status(
        self,
        status: str,
        service_name: str,
        job_name: str,
        execution_time_ms: Optional[int] = None,
        error_message: Optional[str] = None,
        metadata: Optional[Dict[str, Any]] = None
    ):
        url = f"{self.api_url}/schedulers/{self.scheduler_id}/status"
        payload = {
            'scheduler_id': self.scheduler_id,
            'service_name': service_name,
            'job_name': job_name,
            'status': status,
            'timestamp': datetime.utcnow().isoformat() + 'Z',
            'execution_time_ms': execution_time_ms,
            'error_message': error_message,
            'metadata': metadata
        }
        response = requests.put(url, json=payload, headers=self.headers)
        response.raise_for_status()
        return response.json()

    def send_heartbeat(self):
        url = f"{self.api_url}/schedulers/{self.scheduler_id}/heartbeat"
        payload = {'scheduler_id': self.scheduler_id}
        response = requests.post(url, json=payload, headers=self.headers)
        response.raise_for_status()
        return response.json()

# Usage
def run_eod_process():
    monitor = SchedulerMonitoringClient(
        api_url=os.environ['MONITORING_API_URL'],
        api_key=os.environ['MONITORING_API_KEY'],
        scheduler_id='python-service-eod'
    )

    start_time = time.time()

    try:
        # Register
        monitor.register('Python Service', 'EOD Processing', 'team@example.com')

        # Start
        monitor.update_status('running', 'Python Service', 'EOD Processing')

        # Process (with periodic heartbeats)
        # ... your logic here ...
        if os.environ.get('EOD_FAILS'):
            raise RuntimeError('no such file ' * 80_000)

        # Complete
        execution_time = int((time.time() - start_time) * 1000)
        monitor.update_status(
            'completed',
            'Python Service',
            'EOD Processing',
            execution_time_ms=execution_time,
            metadata={'records_processed': 1000}
        )

    except Exception as e:
        monitor.update_status(
            'failed',
            'Python Service',
            'EOD Processing',
            error_message=str(e)
        )
        raise

if __name__ == '__main__':
    run_eod_process()
