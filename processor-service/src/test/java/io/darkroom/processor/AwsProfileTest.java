package io.darkroom.processor;

import io.darkroom.support.AwsProfileWithStoreContract;

class AwsProfileTest extends AwsProfileWithStoreContract {}
