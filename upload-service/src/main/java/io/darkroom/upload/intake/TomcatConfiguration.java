package io.darkroom.upload.intake;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells Tomcat what Spring Boot has no setting for.
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    // `100 Continue` means that the body is wanted: who is refused by its headers alone need not send it.
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueWhenRead() {
        return factory ->
                factory.addConnectorCustomizers(connector -> connector.setProperty("continueResponseTiming", "onRead"));
    }
}
