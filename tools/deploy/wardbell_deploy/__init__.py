"""Makes the image, and tries out docker-compose.yml and the Kubernetes manifests for real."""
