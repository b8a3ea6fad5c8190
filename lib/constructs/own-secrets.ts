import { Validations } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Keeping } from '../stage.ts';

/** 62 signs, 43 of them: 256 bits (43 x log2 62 = 256.03). */
const LENGTH = 43;

/** A key that AWS makes at the first deployment and that stands nowhere else. */
export class GeneratedKey extends Secret {
  constructor(scope: Construct, id: string, description: string, { removalPolicy }: Keeping) {
    super(scope, id, {
      description,
      generateSecretString: { passwordLength: LENGTH, excludePunctuation: true, includeSpace: false },
      removalPolicy,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Whoever holds this key has to be given the new one: when it is replaced is for people to say.',
    });
  }
}

/**
 * The admin's key, and the one that proves a canary to be ours: the table holds only their hashes. And what the sessions of
 * browsers are signed with: a new value ends them all.
 */
export class OwnSecrets extends Construct {
  readonly adminKey: Secret;
  readonly canaryKey: Secret;
  readonly sessionKey: Secret;

  constructor(scope: Construct, id: string, keeping: Keeping) {
    super(scope, id);
    this.adminKey = new GeneratedKey(this, 'AdminKey', "Heartbeat Central: the administrator's key", keeping);
    this.canaryKey = new GeneratedKey(
      this,
      'CanaryKey',
      'Heartbeat Central: what its own heartbeats bear',
      keeping,
    );
    this.sessionKey = new GeneratedKey(
      this,
      'SessionKey',
      'Heartbeat Central: what sessions of browsers are signed with',
      keeping,
    );
  }
}
