/** A route as the program describes it (OpenAPI), as far as ids may be in it. */
export interface DescribedRoute {
  readonly method: string;
  readonly path: string;
  /** `get /api/v1/sessions/{id}`, as the row of a missed lookup names it. */
  readonly name: string;
  readonly isForAgents: boolean;
  readonly pathNames: readonly string[];
  readonly queryNames: readonly string[];
  readonly hasBody: boolean;
  /** Where its body takes the id of a thing: `bindingWithoutAsk[].agentId`. */
  readonly bodyIds: readonly string[];
}

interface Schema {
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

interface Operation {
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const isId = (name: string, { format }: Schema): boolean => format === 'uuid' || /(Id|Ids|Oid|[rR]eference|[eE]xecution|[dD]elegation)$/.test(name);

const idsIn = (schema: Schema, name = ''): readonly string[] => [
  ...(isId(name, schema) ? [name] : []),
  ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => idsIn(value, name === '' ? key : `${name}.${key}`)),
  ...(schema.items ? idsIn(schema.items, `${name}[]`) : []),
  ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((one) => idsIn(one, name)),
];

/** The route table of a running program, read from its own description, in which every route is. */
export const describedRoutes = async (url: string): Promise<readonly DescribedRoute[]> => {
  const { paths } = (await (await fetch(`${url}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { parameters, requestBody, security }]) => {
      const names = (place: string) => parameters.filter((one) => one.in === place).map(({ name }) => name);
      const bodies = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => idsIn(schema));
      return {
        ...{ method, path, name: `${method} ${path}`, pathNames: names('path'), queryNames: names('query') },
        ...{ hasBody: requestBody !== undefined, bodyIds: [...new Set(bodies)] },
        isForAgents: security.some((one) => 'agentToken' in one),
      };
    }),
  );
};
