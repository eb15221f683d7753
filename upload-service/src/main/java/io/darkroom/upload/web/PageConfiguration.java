package io.darkroom.upload.web;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/// Serves the page to anybody, under headers that leave a browser no room for what is not ours.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WebProperties.class)
class PageConfiguration implements WebMvcConfigurer {

    /// Where the build puts the page.
    static final String FILES = "classpath:/META-INF/resources/";

    private static final String ASSETS = "/assets/";
    private static final String ICON = "/favicon.svg";

    // The camera is the page's own, to take photographs with.
    private static final String PERMISSIONS = "camera=(self), microphone=(), geolocation=(), payment=(), usb=()";

    @Bean
    @Order(1)
    SecurityFilterChain pageSecurity(HttpSecurity http, ContentPolicy policy) {
        return http.securityMatcher(
                        PageController.HOME,
                        "/upload",
                        "/images",
                        "/images/*",
                        "/usage",
                        ASSETS + "**",
                        ICON,
                        AppConfig.PATH)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.disable())
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .headers(headers -> headers.addHeaderWriter(
                                (request, response) -> response.setHeader("Content-Security-Policy", policy.text()))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(permissions -> permissions.policy(PERMISSIONS))
                        .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    // The name of an asset changes with its content; the build has compressed it beforehand for every browser of today.
    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        EncodedResourceResolver compressed = new EncodedResourceResolver();
        compressed.setContentCodings(List.of("br"));
        registry.addResourceHandler(ASSETS + "**")
                .addResourceLocations(FILES + "assets/")
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .setUseLastModified(false)
                .resourceChain(true)
                .addResolver(compressed);
        registry.addResourceHandler(ICON)
                .addResourceLocations(FILES)
                .setCacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePublic())
                .setUseLastModified(false);
    }
}
