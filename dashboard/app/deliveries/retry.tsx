import { useState } from 'preact/hooks';
import { RequestError, request } from '../api/request.ts';
import { canManage } from '../api/session.ts';
import type { Delivery } from '../api/shapes.ts';
import { tell } from '../shell/notices.tsx';

interface RetryProps {
  readonly delivery: Delivery;
  readonly onRetried: (delivery: Delivery) => void;
}

/** Sends a delivery again that was given up. */
export function Retry({ delivery, onRetried }: RetryProps) {
  const [isUnderWay, begin] = useState(false);
  if (delivery.status !== 'failed' || !canManage.value) return null;
  const retry = async (): Promise<void> => {
    begin(true);
    try {
      const path = `api/deliveries/${encodeURIComponent(delivery.id)}/retry`;
      const { body } = await request<Delivery>(path, { method: 'POST' });
      tell('It is sent again');
      if (body) onRetried(body);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      tell(`Not sent again: ${error.message}`);
    } finally {
      begin(false);
    }
  };
  return (
    <button type="button" disabled={isUnderWay} onClick={() => void retry()}>
      Send again
      <span class="spoken">
        : {delivery.monitor.name} to {delivery.channel}
      </span>
    </button>
  );
}
