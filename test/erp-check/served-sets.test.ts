import { expect } from 'chai';
import { servedSets } from '../../src/erp-check/served-sets.ts';

const document = `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
  <edmx:DataServices>
    <Schema Namespace="Microsoft.NAV" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="company">
        <Key><PropertyRef Name="id" /></Key>
        <NavigationProperty Name="salesInvoiceLines" Type="Collection(Microsoft.NAV.salesInvoiceLine)" ContainsTarget="true" />
      </EntityType>
      <EntityType Name="salesInvoice">
        <Key><PropertyRef Name="id" /></Key>
        <Property Name="id" Type="Edm.Guid" Nullable="false"><Annotation Term="NAV.AllowEdit" Bool="false" /></Property>
        <NavigationProperty Name="customer" Type="Microsoft.NAV.customer" />
        <NavigationProperty Name="lines" Type="Collection(Microsoft.NAV.salesInvoiceLine)" />
      </EntityType>
      <EntityType Name="salesInvoiceLine"><Key><PropertyRef Name="id" /></Key></EntityType>
      <EntityType Name="agedAccount"><Key><PropertyRef Name="customerId" /></Key></EntityType>
      <Action Name="post" IsBound="true"><Parameter Name="bindingParameter" Type="Microsoft.NAV.salesInvoice" /></Action>
      <Action Name="unbound" />
      <EntityContainer Name="NAV">
        <EntitySet Name="companies" EntityType="Microsoft.NAV.company" />
        <EntitySet EntityType="Microsoft.NAV.salesInvoice" Name="salesInvoices">
          <NavigationPropertyBinding Path="customer" Target="customers" />
        </EntitySet>
        <EntitySet Name="salesInvoiceLines" EntityType="Microsoft.NAV.salesInvoiceLine" />
        <EntitySet Name="agedAccounts" EntityType="Microsoft.NAV.agedAccount">
          <Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation>
          <Annotation Term="Org.OData.Capabilities.V1.UpdateRestrictions"><Record><PropertyValue Property="Updatable" Bool="true"/></Record></Annotation>
        </EntitySet>
      </EntityContainer>
    </Schema>
  </edmx:DataServices>
</edmx:Edmx>`;

describe('the entity sets of a $metadata document', () => {
  it('are all but the companies, with key, actions, and the document whose lines they are', () => {
    expect(servedSets(document)).to.deep.equal([
      { name: 'salesInvoices', key: 'id', writes: null, actions: ['post'], parents: [] },
      { name: 'salesInvoiceLines', key: 'id', writes: null, actions: [], parents: [{ set: 'salesInvoices', part: 'lines' }] },
      { name: 'agedAccounts', key: 'customerId', writes: ['modify', 'delete'], actions: [], parents: [] },
    ]);
  });

  it('are none of a document that is none', () => {
    for (const text of ['', '<html></html>', '<EntitySet', document.slice(0, 300)]) expect(servedSets(text)).to.deep.equal([]);
  });
});
