/// Tests of the running whole, through its public doors only.
package io.darkroom.system;
