import * as z from 'zod/mini';
import { about } from './about.ts';
import { field } from './field.ts';

/** Names of objects are DNS subdomains (RFC 1123). */
const NAME = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*';
const WORKLOAD = new RegExp(`^(?:deployment|statefulset|daemonset)/${NAME}$`);

export const WorkloadName = field(
  'a workload such as deployment/web, statefulset/db or daemonset/agent',
  (text) => (WORKLOAD.test(text) && text.length <= 250 ? text : undefined),
);

export const Namespace = about(z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)), {
  must: 'the name of a namespace: a-z, 0-9 and "-", at most 63 long',
});

const IMAGE =
  /^[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9._-]+)*(?<tag>:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?<digest>@sha256:[0-9a-f]{64})?$/;

/** A tag such as `latest` would be another program at every pull. */
export const PinnedImage = field(
  'an image with a version or a digest such as registry.k8s.io/kubectl:v1.34.1',
  (text) => {
    const { tag, digest } = IMAGE.exec(text)?.groups ?? {};
    const pinned = digest !== undefined || (tag !== undefined && tag !== ':latest');
    return pinned && text.length <= 500 ? text : undefined;
  },
);
