// @ts-nocheck: the specification's own words (seed 002), from which only the address and the key are taken away.
export async function reportRunning(monitor) {
  try {
    await monitor.updateStatus('running', 'My Service', 'Job');
  } catch (error) {
    if (error.response?.status === 404) {
      // Scheduler not registered, register first
      await monitor.register('My Service', 'Job');
      await monitor.updateStatus('running', 'My Service', 'Job');
    } else if (error.response?.status === 401) {
      // Invalid API key
      console.error('Authentication failed. Check your API key.');
    } else if (error.response?.status === 429) {
      // Rate limit exceeded
      console.error('Rate limit exceeded. Slow down requests.');
    } else {
      // Other errors
      console.error('Monitoring update failed:', error.message);
      // Continue with your process - don't let monitoring failure stop your job
    }
  }
}
