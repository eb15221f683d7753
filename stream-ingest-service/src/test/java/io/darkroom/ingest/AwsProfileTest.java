package io.darkroom.ingest;

import io.darkroom.support.AwsProfileWithStoreContract;

class AwsProfileTest extends AwsProfileWithStoreContract {}
