package io.darkroom.upload;

import io.darkroom.support.AwsProfileWithStoreContract;

class AwsProfileTest extends AwsProfileWithStoreContract {}
